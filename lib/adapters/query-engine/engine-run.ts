import { UserError } from '../../core/errors.ts';
import type { EnginePool } from './engine-pool.ts';
import type { EngineProcess } from './engine-process.ts';
import type { EngineMessage, EngineRequest, WrittenCsv } from './protocol.ts';

type MessageOf<Kind extends EngineMessage['kind']> = Extract<EngineMessage, { kind: Kind }>;

/**
 * One request to an engine process. The process is killed when the signal aborts, on timeout, and if the request is
 * disposed before it ends. Throws the signal's reason, the UserError of a refused request, `query_timeout`, or
 * `query_engine_failed` if the process crashed.
 */
export class EngineRun implements AsyncDisposable {
  readonly #pool: EnginePool;
  readonly #process: EngineProcess;
  readonly #signal: AbortSignal;
  readonly #messages: EngineMessage[] = [];
  readonly #timer: NodeJS.Timeout;
  readonly #timeoutMs: number;
  /** Whether the process may have written bytes that were not read. */
  #hasUnread: boolean;
  #records = 0;
  /** The last message; null until the request has ended. */
  #last: MessageOf<'done' | 'refused'> | null = null;
  #hasTimedOut = false;
  #wake = () => {};
  readonly #kill = () => void this.#process.kill();

  constructor(
    pool: EnginePool,
    request: EngineRequest,
    { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
  ) {
    signal.throwIfAborted();
    this.#pool = pool;
    this.#process = pool.take();
    this.#signal = signal;
    this.#hasUnread = request.kind === 'query' && request.as === 'csv';
    this.#timer = setTimeout(() => {
      this.#hasTimedOut = true;
      this.#kill();
    }, timeoutMs);
    this.#timeoutMs = timeoutMs;
    signal.addEventListener('abort', this.#kill);
    this.#process.serve(request, {
      onMessage: (message) => {
        if (message.kind === 'done' || message.kind === 'refused') this.#last ??= message; // only the first one counts
        this.#messages.push(message);
        this.#wake();
      },
      onChange: () => this.#wake(),
    });
  }

  /** The number of records in the CSV, once `bytes` has ended. */
  get records(): number {
    return this.#records;
  }

  async receive<Kind extends EngineMessage['kind']>(kind: Kind): Promise<MessageOf<Kind>> {
    for (;;) {
      const message = this.#messages.shift();
      if (message?.kind === 'refused') throw new UserError(message.code, message.params);
      if (message?.kind === kind) return message as MessageOf<Kind>;
      if (message?.kind === 'done') throw new UserError('query_engine_failed');
      if (message === undefined) await this.#waitForChange();
    }
  }

  /** The CSV that the engine writes. It ends once the engine has confirmed its size, after which `records` is set. */
  async *bytes(): AsyncGenerator<Uint8Array> {
    const { out } = this.#process;
    let bytes = 0;
    while (bytes < (this.#written()?.bytes ?? Number.POSITIVE_INFINITY)) {
      const chunk = out.read() as Uint8Array | null;
      if (chunk === null) {
        if (out.readableEnded && this.#last) throw new UserError('query_engine_failed');
        await this.#waitForChange();
        continue;
      }
      bytes += chunk.length;
      yield chunk;
    }
    const { written } = await this.receive('done');
    if (written.bytes !== bytes) throw new UserError('query_engine_failed');
    this.#records = written.records;
    this.#hasUnread = false;
  }

  /** What was written; undefined until the request has ended. Throws the UserError of a refused request. */
  #written(): WrittenCsv | undefined {
    if (this.#last?.kind === 'refused') throw new UserError(this.#last.code, this.#last.params);
    return this.#last?.written;
  }

  /** Waits until the process can serve another request. If its output was not read, it cannot, so there is no wait. */
  async finish(): Promise<void> {
    while (!this.#last && !this.#hasUnread && !this.#process.hasExited) await this.#waitForChange();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#timer);
    this.#signal.removeEventListener('abort', this.#kill);
    const isReusable = this.#last?.isExiting === false && !this.#hasUnread && this.#process.isReusable;
    if (isReusable) this.#pool.giveBack(this.#process);
    else await this.#process.kill();
  }

  async #waitForChange(): Promise<void> {
    if (!this.#process.hasExited || this.#last) return new Promise((wake) => (this.#wake = wake));
    this.#signal.throwIfAborted();
    if (this.#hasTimedOut) throw new UserError('query_timeout', { seconds: this.#timeoutMs / 1000 });
    throw new UserError('query_engine_failed');
  }
}
