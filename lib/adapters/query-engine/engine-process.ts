import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { UserError } from '../../core/errors.ts';
import type { EngineAnswer, EngineRequest } from './protocol.ts';

const MAIN = resolve(fileURLToPath(import.meta.url), '../engine-main.ts');
/** The engine's own memory has its limit, too; what is read of a query and written of its result needs no more than this. */
const HEAP = '--max-old-space-size=512';

/** Of a kind of answer. */
type Answer<Kind extends EngineAnswer['kind']> = Extract<EngineAnswer, { kind: Kind }>;

/**
 * A process of the engine's own, for one request. It takes its memory with it when it ends, and can be ended at any moment:
 * when the signal aborts, or its time is over. Throws UserError where the request is refused, `query_timeout`, and
 * `query_engine_failed` where it died.
 */
export class EngineProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #signal: AbortSignal;
  readonly #out: PassThrough;
  readonly #answers: EngineAnswer[] = [];
  readonly #timer: NodeJS.Timeout;
  readonly #gone: Promise<void>;
  readonly #timeoutMs: number;
  #records = 0;
  #isGone = false;
  #isTooLate = false;
  #wake = () => {};
  readonly #kill = () => this.#child.kill('SIGKILL');

  constructor(request: EngineRequest, { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number }) {
    signal.throwIfAborted();
    this.#signal = signal;
    // Nothing of the environment, and none of its words: what an engine prints may quote values.
    // spawn, since Next's bundler takes a file that is forked for a module that it has to find.
    this.#child = spawn(process.execPath, [HEAP, MAIN], {
      env: { NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    });
    // Node throws away what nobody reads by the time a process has ended.
    this.#out = this.#child.stdout?.pipe(new PassThrough()) ?? new PassThrough().end();
    this.#child.on('message', (answer: EngineAnswer) => {
      this.#answers.push(answer);
      this.#wake();
    });
    this.#gone = new Promise((done) => {
      const gone = () => {
        this.#isGone = true;
        this.#wake();
        done();
      };
      this.#child.once('exit', gone);
      this.#child.once('error', gone);
    });
    this.#timer = setTimeout(() => {
      this.#isTooLate = true;
      this.#kill();
    }, timeoutMs);
    this.#timeoutMs = timeoutMs;
    signal.addEventListener('abort', this.#kill);
    this.#child.send(request, () => {}); // a process that is gone says so by its exit
  }

  get records(): number {
    return this.#records;
  }

  async answer<Kind extends EngineAnswer['kind']>(kind: Kind): Promise<Answer<Kind>> {
    for (;;) {
      const next = this.#answers.shift();
      if (next?.kind === 'refused') throw new UserError(next.code, next.params);
      if (next?.kind === kind) return next as Answer<Kind>;
      if (next === undefined) await this.#more();
    }
  }

  /** What it writes. It ends only once the engine has said that this is all; then `records` says how many there were. */
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
    await this.#gone;
  }

  async #more(): Promise<void> {
    if (!this.#isGone) return new Promise((wake) => (this.#wake = wake));
    this.#signal.throwIfAborted();
    if (this.#isTooLate) throw new UserError('query_timeout', { seconds: this.#timeoutMs / 1000 });
    throw new UserError('query_engine_failed');
  }
}
