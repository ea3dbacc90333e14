import type { ChildProcess, StdioOptions } from 'node:child_process';
import { EXIT_REFUSED } from './as-child.ts';
import { spawnNode } from './spawn-node.ts';

export interface ChildOptions {
  readonly name: string;
  /** Arguments for Node: flags, the file, its arguments. */
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly onReady?: () => void;
  /** Called if the child refuses to start, and has not been ready before; it has printed why. */
  readonly onRefused: () => void;
  readonly log: (line: string) => void;
  /** Delay before a dead child is restarted; doubles from `first` up to `last`. */
  readonly restartMs?: { readonly first: number; readonly last: number };
}

/** After a child that lived longer, the delays before restarts begin with the first one again. */
const STABLE_AFTER_MS = 60_000;

/** Keeps one child process running until it is stopped. A child that dies is restarted, with exponential backoff. */
export class Child {
  readonly #options: ChildOptions;
  #process: ChildProcess | undefined;
  #restartTimer: NodeJS.Timeout | undefined;
  #deaths = 0;
  #wasReady = false;
  /** The child exits on request: its exit is not a death. */
  #isStopping = false;
  /** The child must not be started again. */
  #isStopped = false;

  constructor(options: ChildOptions) {
    this.#options = options;
    this.#start();
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Tells the child to exit, kills it after the deadline, and does not restart it. */
  async stop(deadlineMs: number): Promise<void> {
    this.#isStopped = true;
    await this.#end(deadlineMs);
  }

  /** Stops the child and starts it again, with the current sources. If it is stopped meanwhile, it stays stopped. */
  async restart(deadlineMs: number): Promise<void> {
    if (this.#isStopping) return;
    await this.#end(deadlineMs);
    if (this.#isStopped) return;
    this.#isStopping = false;
    this.#deaths = 0;
    this.#start();
  }

  kill(): void {
    this.#process?.kill('SIGKILL');
  }

  async #end(deadlineMs: number): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#restartTimer);
    const child = this.#process;
    if (child === undefined) return;
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const timer = setTimeout(() => this.kill(), deadlineMs);
    requestExit(child);
    await exited;
    clearTimeout(timer);
  }

  #start(): void {
    const { args, env } = this.#options;
    const startedAt = Date.now();
    const stdio: StdioOptions = ['ignore', 'inherit', 'inherit', 'ipc'];
    const child = spawnNode(args, { env, stdio }, (message) => this.#onFailure(message));
    this.#process = child;
    child?.on('message', (message) => this.#onMessage(message));
    child?.on('error', ({ message }) => this.#options.log(`${this.#options.name}: ${message}`));
    child?.on('exit', (code, signal) => this.#onExit(code, signal, Date.now() - startedAt));
  }

  #onMessage(message: unknown): void {
    if (typeof message !== 'object' || message === null || !('ready' in message)) return;
    this.#wasReady = true;
    this.#options.onReady?.();
  }

  #onFailure(message: string): void {
    if (!this.#isStopping) this.#scheduleRestart(`cannot be started: ${message}`, 0);
  }

  #onExit(code: number | null, signal: NodeJS.Signals | null, livedMs: number): void {
    this.#process = undefined;
    if (this.#isStopping) return;
    if (code === EXIT_REFUSED && !this.#wasReady) this.#options.onRefused();
    else this.#scheduleRestart(`exited (${signal ?? `exit ${code}`})`, livedMs);
  }

  #scheduleRestart(event: string, livedMs: number): void {
    const { first, last } = this.#options.restartMs ?? { first: 500, last: 30_000 };
    this.#deaths = livedMs > STABLE_AFTER_MS ? 0 : this.#deaths;
    const wait = Math.min(last, first * 2 ** this.#deaths);
    this.#deaths += 1;
    this.#options.log(`${this.#options.name} ${event}; restarting in ${wait} ms`);
    this.#restartTimer = setTimeout(() => this.#start(), wait);
  }
}

/** Tells a child to exit: by a signal or, on Windows, which has none, by closing the IPC channel. */
function requestExit(child: ChildProcess): void {
  if (process.platform !== 'win32') child.kill('SIGTERM');
  else if (child.connected) child.disconnect();
}
