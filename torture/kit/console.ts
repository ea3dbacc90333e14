import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { JobView } from '#lib/core/view/job-view.ts';
import { Program, root } from './process.ts';

const run = promisify(execFile);

/** The parent that `npm start` runs, with web process and worker; or the web process alone, which executes no jobs. */
export type ConsoleKind = 'lib/start.ts' | 'lib/web/main.ts';

/** The console, with all its processes in one process group. */
export class Console {
  readonly url: string;
  readonly #settings: Readonly<Record<string, string>>;
  readonly #kind: ConsoleKind;
  #parent: Program | undefined;

  constructor(port: number, settings: Readonly<Record<string, string>>, kind: ConsoleKind = 'lib/start.ts') {
    this.url = `http://127.0.0.1:${port}`;
    this.#settings = { ...settings, PORT: String(port), NODE_ENV: 'production' };
    this.#kind = kind;
  }

  get isRunning(): boolean {
    return this.#parent?.isAlive === true;
  }

  get output(): string {
    return `${this.#parent?.out ?? ''}${this.#parent?.err ?? ''}`;
  }

  /** Does not wait until it is ready. */
  start(): void {
    this.#parent = new Program(this.#kind, [], { settings: this.#settings, group: true });
  }

  async waitUntilReady(withinMs = 60_000): Promise<void> {
    const until = performance.now() + withinMs;
    while (!(await this.#isHealthy())) {
      if (!this.isRunning || performance.now() > until) throw new Error(`The console is not ready.\n${this.output}`);
      await wait(50);
    }
  }

  /** Kills parent, web process and worker at once. */
  async killAll(): Promise<void> {
    await this.#parent?.kill();
  }

  /** Kills the worker alone, which the parent then restarts. */
  async killWorker(): Promise<void> {
    const pid = await this.workerPid();
    process.kill(pid, 'SIGKILL');
    // A process may still be writing when the signal has been sent.
    while (isAlive(pid)) await wait(1);
  }

  workerPid(): Promise<number> {
    return this.#childPid('lib/worker/main.ts');
  }

  webPid(): Promise<number> {
    return this.#childPid('lib/web/main.ts');
  }

  async #childPid(file: string): Promise<number> {
    for (;;) {
      const result = await run('pgrep', ['-P', String(this.#parent?.pid), '-f', file]).catch(() => null);
      const pid = Number.parseInt(result?.stdout ?? '', 10);
      if (pid > 0) return pid;
      if (!this.isRunning) throw new Error(`The console ended, so ${file} does not run.\n${this.output}`);
      await wait(50);
    }
  }

  /** The status of a job, requested as by the job's page; undefined without a successful response. */
  async job(id: number): Promise<JobView | undefined> {
    try {
      const response = await fetch(`${this.url}/api/jobs/${id}`);
      return response.ok ? ((await response.json()) as JobView) : undefined;
    } catch {
      return undefined; // not listening, or killed during the response
    }
  }

  /** Calls a server action of the job's page as the browser does. */
  async callAction(action: 'killJob' | 'pauseJob' | 'resumeJob', job: number): Promise<void> {
    const response = await fetch(`${this.url}/jobs/${job}`, {
      method: 'POST',
      headers: { origin: this.url, 'next-action': await actionId(action), 'content-type': 'text/plain;charset=UTF-8' },
      body: JSON.stringify([{ job }]),
    });
    const text = await response.text();
    const result = /\{"ok":.*/.exec(text)?.[0] ?? 'no result'; // the page follows it
    if (!result.startsWith('{"ok":true'))
      throw new Error(`${action} of job ${job} responded with ${response.status}: ${result}`);
  }

  /** Starts an upload whose last byte never arrives. */
  async startUpload(bytes: Uint8Array): Promise<void> {
    const length = String(bytes.length + 1);
    const headers = { origin: this.url, 'tus-resumable': '1.0.0' };
    const announced = { 'upload-length': length, 'upload-metadata': `filename ${btoa('events.csv')}` };
    const created = await fetch(`${this.url}/api/uploads`, {
      method: 'POST',
      headers: { ...headers, ...announced },
    }).catch(() => undefined);
    const location = created?.headers.get('location');
    if (!location) return; // killed before the response
    const part = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream', 'content-length': length };
    const upload = request(`${this.url}${location}`, { method: 'PATCH', headers: { ...headers, ...part } });
    upload.on('error', () => {}); // only a kill ends it
    upload.write(bytes);
  }

  async #isHealthy(): Promise<boolean> {
    return (await fetch(`${this.url}/healthz`).catch(() => undefined))?.ok === true;
  }
}

interface ActionManifest {
  readonly node: Readonly<Record<string, { readonly exportedName: string }>>;
}

/** The ID that the build assigned to the action. */
async function actionId(name: string): Promise<string> {
  const path = join(root, '.next', 'server', 'server-reference-manifest.json');
  const { node } = JSON.parse(await readFile(path, 'utf8')) as ActionManifest;
  const id = Object.entries(node).find(([, { exportedName }]) => exportedName === name)?.[0];
  if (id === undefined) throw new Error(`The build has no action ${name}.`);
  return id;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
