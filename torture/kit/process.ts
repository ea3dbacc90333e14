import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(fileURLToPath(import.meta.url), '../../..');

export interface SpawnOptions {
  readonly settings?: Readonly<Record<string, string>>;
  /** Runs in its own process group, to be killed with all its children. */
  readonly group?: boolean;
  /** The folder with the sources; this checkout by default. */
  readonly checkout?: string;
}

export interface CommandResult {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

const running = new Set<Program>();

// No started process outlives the harness.
process.on('exit', () => {
  for (const program of running) program.signal('SIGKILL');
});

/** A Node program of a checkout in a separate process. */
export class Program {
  readonly pid: number;
  /** In ms since 1970. */
  readonly startedAt = Date.now();
  readonly ended: Promise<CommandResult>;
  readonly child: ChildProcess;
  readonly #group: boolean;
  #out = '';
  #err = '';

  /** `ended` has the reason as its `err` if the process cannot be started. */
  constructor(file: string, args: readonly string[], options: SpawnOptions = {}) {
    const { settings = {}, group = false, checkout = root } = options;
    this.#group = group;
    this.child = spawn(process.execPath, [resolve(checkout, file), ...args], {
      cwd: checkout,
      detached: group,
      env: { ...process.env, ...settings },
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
    });
    this.pid = this.child.pid ?? 0;
    this.child.on('error', (error) => {
      this.#err += `${file}: ${error.message}\n`;
    });
    this.child.stdin?.on('error', () => {}); // it may be killed during a write
    this.child.stdout?.on('data', (chunk: Buffer) => {
      this.#out += chunk;
    });
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.#err += chunk;
    });
    running.add(this);
    this.ended = this.#end();
  }

  get out(): string {
    return this.#out;
  }

  get err(): string {
    return this.#err;
  }

  get isAlive(): boolean {
    return running.has(this);
  }

  /** Signals the process or, if it leads a group, the whole group. */
  signal(signal: NodeJS.Signals): void {
    // 0 would be the harness with all processes of its group.
    if (this.pid === 0) return;
    try {
      process.kill(this.#group ? -this.pid : this.pid, signal);
    } catch {
      // it has already exited
    }
  }

  async kill(): Promise<CommandResult> {
    this.signal('SIGKILL');
    return this.ended;
  }

  async #end(): Promise<CommandResult> {
    const isStarted = this.child.pid !== undefined;
    const end = Promise.withResolvers<Pick<CommandResult, 'status' | 'signal'>>();
    this.child.once('close', (status, signal) => end.resolve({ status, signal }));
    if (!isStarted) this.child.once('error', () => end.resolve({ status: null, signal: null }));
    const { status, signal } = await end.promise;
    running.delete(this);
    return { status: isStarted ? status : null, signal, out: this.#out, err: this.#err };
  }
}
