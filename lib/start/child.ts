import { type ChildProcess, spawn } from 'node:child_process';
import { EXIT_REFUSED } from './as-child.ts';

export interface ChildOptions {
  readonly name: string;
  /** What Node is given: flags, the file, its arguments. */
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly onReady?: () => void;
  /** The child will not start like this, and has said why. */
  readonly onRefused: () => void;
  readonly log: (line: string) => void;
  /** The first wait before a child that died is started again; it doubles up to the last. */
  readonly restartMs?: { readonly first: number; readonly last: number };
}

const steadyAfterMs = 60_000;

/** Keeps one child process running until it is stopped: one that dies is started again, ever more slowly. */
export class Child {
  readonly #options: ChildOptions;
  #process: ChildProcess | undefined;
  #restart: NodeJS.Timeout | undefined;
  #deaths = 0;
  #wasReady = false;
  #stopping = false;

  constructor(options: ChildOptions) {
    this.#options = options;
    this.#start();
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Asks the child to end, and makes it end after the deadline. It is not started again. */
  async stop(deadlineMs: number): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restart);
    const child = this.#process;
    if (child === undefined) return;
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const timer = setTimeout(() => this.kill(), deadlineMs);
    askToEnd(child);
    await exited;
    clearTimeout(timer);
  }

  /** Ends the child and starts it anew, from what its files say now. */
  async restart(deadlineMs: number): Promise<void> {
    if (this.#stopping) return;
    await this.stop(deadlineMs);
    this.#stopping = false;
    this.#deaths = 0;
    this.#start();
  }

  /** Ends the child at once. */
  kill(): void {
    this.#process?.kill('SIGKILL');
  }

  #start(): void {
    const { args, env, name, log } = this.#options;
    const startedAt = Date.now();
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#process = child;
    child.on('message', (message) => this.#onMessage(message));
    child.on('error', (error) => log(`${name} cannot be started: ${error.message}`));
    child.on('exit', (code, signal) => this.#onExit(code, signal, Date.now() - startedAt));
  }

  #onMessage(message: unknown): void {
    if (typeof message !== 'object' || message === null || !('ready' in message)) return;
    this.#wasReady = true;
    this.#options.onReady?.();
  }

  #onExit(code: number | null, signal: NodeJS.Signals | null, livedMs: number): void {
    this.#process = undefined;
    if (this.#stopping) return;
    if (code === EXIT_REFUSED && !this.#wasReady) this.#options.onRefused();
    else this.#startAgain(signal ?? `exit ${code}`, livedMs);
  }

  #startAgain(death: string, livedMs: number): void {
    const { first, last } = this.#options.restartMs ?? { first: 500, last: 30_000 };
    this.#deaths = livedMs > steadyAfterMs ? 0 : this.#deaths;
    const wait = Math.min(last, first * 2 ** this.#deaths);
    this.#deaths += 1;
    this.#options.log(`${this.#options.name} ended (${death}); it is started again in ${wait} ms`);
    this.#restart = setTimeout(() => this.#start(), wait);
  }
}

/** Windows has no signals to ask with; there the closed channel says it. */
function askToEnd(child: ChildProcess): void {
  if (process.platform !== 'win32') child.kill('SIGTERM');
  else if (child.connected) child.disconnect();
}
