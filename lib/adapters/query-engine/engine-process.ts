import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { UserError } from '../../core/errors.ts';
import type { EngineMessage, EngineRequest } from './protocol.ts';

const MAIN = resolve(fileURLToPath(import.meta.url), '../engine-main.ts');
/** The heap of the JavaScript side; the engine's memory has its own limit. */
const HEAP = '--max-old-space-size=512';

/** Receives what happens to the current request of a process. */
export interface EngineListener {
  onMessage(message: EngineMessage): void;
  /** Called when there are bytes to read, and when the process has ended. */
  onChange(): void;
}

/** An engine process. It serves one request after another, and can be killed at any moment. */
export class EngineProcess {
  /** The CSV that requests write. */
  readonly out: PassThrough;
  readonly #child: ChildProcess;
  readonly #stdout: Socket;
  readonly #exited: Promise<void>;
  #hasExited = false;
  #listener: EngineListener | undefined;

  /** Throws UserError `query_engine_failed` if no file descriptor is free. */
  constructor() {
    const { NODE_COMPILE_CACHE: cache } = process.env;
    // Passes on only the compile cache from the environment, and discards stderr, because the engine's output may quote
    // values. Uses spawn, because Next's bundler tries to resolve the file of a fork as a module.
    this.#child = spawn(process.execPath, [HEAP, MAIN], {
      env: { NODE_ENV: 'production', ...(cache !== undefined && { NODE_COMPILE_CACHE: cache }) },
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    });
    if (!this.#child.stdout) {
      // The reason follows as an `error` event, which would crash this process if nothing listened.
      this.#child.once('error', () => {});
      throw new UserError('query_engine_failed');
    }
    // Piped, because Node discards output that is unread when the process exits.
    this.#stdout = this.#child.stdout as Socket;
    this.out = this.#stdout.pipe(new PassThrough());
    const onChange = () => this.#listener?.onChange();
    this.out.on('readable', onChange).on('end', onChange);
    this.#child.on('message', (message: EngineMessage) => this.#listener?.onMessage(message));
    this.#exited = new Promise((done) => {
      const onExit = () => {
        this.#hasExited = true;
        onChange();
        done();
      };
      // The last messages of the process may arrive after its exit.
      this.#child.once('exit', () => (this.#child.connected ? this.#child.once('disconnect', onExit) : onExit()));
      this.#child.once('error', onExit);
    });
  }

  get hasExited(): boolean {
    return this.#hasExited;
  }

  /** Whether it can serve another request. After `kill`, it cannot, although it may take a moment to exit. */
  get isReusable(): boolean {
    return !this.#hasExited && !this.#child.killed;
  }

  /** Sends a request. Until `release`, the listener receives all events, and the process keeps its parent alive. */
  serve(request: EngineRequest, listener: EngineListener): void {
    this.#listener = listener;
    this.#child.ref();
    this.#child.channel?.ref();
    this.#stdout.ref();
    this.#child.send(request, () => {}); // if the process has exited, its exit event reports it
  }

  /** Ends a request, so that the process no longer keeps its parent alive. */
  release(): void {
    this.#listener = undefined;
    this.#child.unref();
    this.#child.channel?.unref();
    this.#stdout.unref();
  }

  async kill(): Promise<void> {
    this.#child.ref();
    this.#child.kill('SIGKILL');
    await this.#exited;
  }
}
