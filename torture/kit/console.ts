import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { JobView } from '#lib/core/view/job-view.ts';
import { Program, root } from './process.ts';

const run = promisify(execFile);

/** `npm start`'s parent with web process and worker; or the web process alone, for looking on while nothing works. */
export type ConsoleKind = 'lib/start.ts' | 'lib/web/main.ts';

/** The console, all its processes in one group. */
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

  /** Starts it and does not wait until it is ready. */
  start(): void {
    this.#parent = new Program(this.#kind, [], { settings: this.#settings, group: true });
  }

  async ready(withinMs = 60_000): Promise<void> {
    const until = performance.now() + withinMs;
    while (!(await this.#answers())) {
      if (!this.isRunning || performance.now() > until) throw new Error(`The console is not up.\n${this.output}`);
      await wait(50);
    }
  }

  /** Everything at once: parent, web process and worker. */
  async killAll(): Promise<void> {
    await this.#parent?.kill();
  }

  /** The parent starts another one. */
  async killWorker(): Promise<void> {
    process.kill(await this.workerPid(), 'SIGKILL');
  }

  workerPid(): Promise<number> {
    return this.#childPid('lib/worker/main.ts');
  }

  webPid(): Promise<number> {
    return this.#childPid('lib/web/main.ts');
  }

  async #childPid(file: string): Promise<number> {
    for (;;) {
      const found = await run('pgrep', ['-P', String(this.#parent?.pid), '-f', file]).catch(() => null);
      const pid = Number.parseInt(found?.stdout ?? '', 10);
      if (pid > 0) return pid;
      await wait(50);
    }
  }

  /** How a job stands, as the job's page asks for it; undefined while nobody answers. */
  async job(id: number): Promise<JobView | undefined> {
    try {
      const answer = await fetch(`${this.url}/api/jobs/${id}`);
      return answer.ok ? ((await answer.json()) as JobView) : undefined;
    } catch {
      return undefined; // it was killed while it answered
    }
  }

  /** Presses a button of the job's page: the server action that the page calls, as the browser calls it. */
  async press(action: 'killJob' | 'pauseJob' | 'resumeJob', job: number): Promise<void> {
    const answer = await fetch(`${this.url}/jobs/${job}`, {
      method: 'POST',
      headers: { origin: this.url, 'next-action': await actionId(action), 'content-type': 'text/plain;charset=UTF-8' },
      body: JSON.stringify([{ id: job }]),
    });
    const text = await answer.text();
    if (!/"ok":true/.test(text)) throw new Error(`${action} of job ${job} answers ${answer.status}: ${text}`);
  }

  /** Begins to upload a file of which no more than this is going to come: its last byte never does. */
  async beginUpload(bytes: Uint8Array): Promise<void> {
    const length = String(bytes.length + 1);
    const headers = { origin: this.url, 'tus-resumable': '1.0.0' };
    const announced = { 'upload-length': length, 'upload-metadata': `filename ${btoa('events.csv')}` };
    const begun = await fetch(`${this.url}/api/uploads`, {
      method: 'POST',
      headers: { ...headers, ...announced },
    }).catch(() => undefined);
    const place = begun?.headers.get('location');
    if (!place) return; // it was killed before it answered
    const part = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream', 'content-length': length };
    const upload = request(`${this.url}${place}`, { method: 'PATCH', headers: { ...headers, ...part } });
    upload.on('error', () => {}); // it never ends but by a kill
    upload.write(bytes);
  }

  async #answers(): Promise<boolean> {
    return (await fetch(`${this.url}/healthz`).catch(() => undefined))?.ok === true;
  }
}

interface ActionManifest {
  readonly node: Readonly<Record<string, { readonly exportedName: string }>>;
}

/** The build gives each action an id, which the page's script sends. */
async function actionId(name: string): Promise<string> {
  const path = join(root, '.next', 'server', 'server-reference-manifest.json');
  const { node } = JSON.parse(await readFile(path, 'utf8')) as ActionManifest;
  const found = Object.entries(node).find(([, { exportedName }]) => exportedName === name)?.[0];
  if (found === undefined) throw new Error(`The build has no action ${name}.`);
  return found;
}
