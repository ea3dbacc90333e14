import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(fileURLToPath(import.meta.url), '../../..');

export interface SpawnOptions {
  readonly settings?: Readonly<Record<string, string>>;
  /** Leads a process group of its own, to be killed with all its children. */
  readonly group?: boolean;
}

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

const living = new Set<Program>();

// Nothing that the harness starts outlives it.
process.on('exit', () => {
  for (const program of living) program.signal('SIGKILL');
});

/** A Node program of this checkout that runs in a process of its own. */
export class Program {
  readonly pid: number;
  /** In ms since 1970. */
  readonly startedAt = Date.now();
  readonly ended: Promise<Ended>;
  readonly child: ChildProcess;
  readonly #group: boolean;
  #out = '';
  #err = '';

  constructor(file: string, args: readonly string[], { settings = {}, group = false }: SpawnOptions = {}) {
    this.#group = group;
    this.child = spawn(process.execPath, [resolve(root, file), ...args], {
      cwd: root,
      detached: group,
      env: { ...process.env, ...settings },
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
    });
    this.pid = this.child.pid ?? 0;
    this.child.stdin?.on('error', () => {}); // it may be killed while it is being written to
    this.child.stdout?.on('data', (chunk: Buffer) => {
      this.#out += chunk;
    });
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.#err += chunk;
    });
    living.add(this);
    this.ended = this.#end();
  }

  get out(): string {
    return this.#out;
  }

  get err(): string {
    return this.#err;
  }

  get isAlive(): boolean {
    return living.has(this);
  }

  /** To the process and, where it leads a group, to everything in it. */
  signal(signal: NodeJS.Signals): void {
    try {
      process.kill(this.#group ? -this.pid : this.pid, signal);
    } catch {
      // it is gone already
    }
  }

  async kill(): Promise<Ended> {
    this.signal('SIGKILL');
    return this.ended;
  }

  async #end(): Promise<Ended> {
    const [status, signal] = await once(this.child, 'close');
    living.delete(this);
    return { status, signal, out: this.#out, err: this.#err };
  }
}
