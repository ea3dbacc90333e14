import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { UserError } from '../../core/errors.ts';
import type { EngineMessage, EngineRequest } from './protocol.ts';

const MAIN = resolve(fileURLToPath(import.meta.url), '../engine-main.ts');
/** The heap of the JavaScript side; the engine's memory has its own limit. */
const HEAP = '--max-old-space-size=512';

type MessageOf<Kind extends EngineMessage['kind']> = Extract<EngineMessage, { kind: Kind }>;

/**
 * An engine process for one request. Its exit frees its memory, and it can be killed at any moment: when the signal aborts,
 * or on timeout. Throws the UserError of a refused request, `query_timeout`, or `query_engine_failed` if it crashed.
 */
export class EngineProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #signal: AbortSignal;
  readonly #out: PassThrough;
  readonly #messages: EngineMessage[] = [];
  readonly #timer: NodeJS.Timeout;
  readonly #exited: Promise<void>;
  readonly #timeoutMs: number;
  #records = 0;
  #hasExited = false;
  #hasTimedOut = false;
  #wake = () => {};
  readonly #kill = () => this.#child.kill('SIGKILL');

  constructor(request: EngineRequest, { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number }) {
    signal.throwIfAborted();
    this.#signal = signal;
    const { NODE_COMPILE_CACHE: cache } = process.env;
    // Of the environment, only where compiled code is cached; stderr is discarded: the engine's output may quote values.
    // spawn, because Next's bundler tries to resolve the file of a fork as a module.
    this.#child = spawn(process.execPath, [HEAP, MAIN], {
      env: { NODE_ENV: 'production', ...(cache !== undefined && { NODE_COMPILE_CACHE: cache }) },
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    });
    // Node discards output that is unread when the process exits.
    this.#out = this.#child.stdout?.pipe(new PassThrough()) ?? new PassThrough().end();
    this.#child.on('message', (receive: EngineMessage) => {
      this.#messages.push(receive);
      this.#wake();
    });
    this.#exited = new Promise((done) => {
      const onExit = () => {
        this.#hasExited = true;
        this.#wake();
        done();
      };
      this.#child.once('exit', onExit);
      this.#child.once('error', onExit);
    });
    this.#timer = setTimeout(() => {
      this.#hasTimedOut = true;
      this.#kill();
    }, timeoutMs);
    this.#timeoutMs = timeoutMs;
    signal.addEventListener('abort', this.#kill);
    this.#child.send(request, () => {}); // if the process has exited, its exit event reports it
  }

  get records(): number {
    return this.#records;
  }

  async answer<Kind extends EngineMessage['kind']>(kind: Kind): Promise<MessageOf<Kind>> {
    for (;;) {
      const next = this.#messages.shift();
      if (next?.kind === 'refused') throw new UserError(next.code, next.params);
      if (next?.kind === kind) return next as MessageOf<Kind>;
      if (next === undefined) await this.#waitForMessage();
    }
  }

  /** The CSV that the engine writes. Ends once the engine has confirmed its size; then `records` is set. */
  async *bytes(): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const chunk of this.#out) {
      bytes += (chunk as Uint8Array).length;
      yield chunk as Uint8Array;
    }
    const { written } = await this.answer('done');
    if (written.bytes !== bytes) throw new UserError('query_engine_failed');
    this.#records = written.records;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#timer);
    this.#signal.removeEventListener('abort', this.#kill);
    this.#kill();
    await this.#exited;
  }

  async #waitForMessage(): Promise<void> {
    if (!this.#hasExited) return new Promise((wake) => (this.#wake = wake));
    this.#signal.throwIfAborted();
    if (this.#hasTimedOut) throw new UserError('query_timeout', { seconds: this.#timeoutMs / 1000 });
    throw new UserError('query_engine_failed');
  }
}
