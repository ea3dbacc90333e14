import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { connectorOf } from '../../connectors/registry.ts';
import type { Chunk } from '../../core/delivery/batch.ts';
import type { Events } from '../../core/delivery/events.ts';
import { type PackedChunk, unpackChunk } from '../../core/delivery/packed-chunk.ts';
import { compilePlan, countColumns } from '../../core/record/plan.ts';
import type { Cursor } from '../../core/record/row.ts';
import type { SurveyBlock } from '../../core/review/survey.ts';
import type { PreparedFile } from '../../operations/delivery/run.ts';
import type { ThreadResponse, ThreadRequest, PlainError, PrepareSpec, FileCommand, Reply } from './prepare-messages.ts';
import type { SurveySpec } from './survey.ts';

/** So many chunks are asked for before they are needed: the thread is never idle, and little memory waits. */
const AHEAD = 2;

/** Threads that read and prepare files, so that the thread which sends calls, or serves, hardly notices. */
export class PreparePool {
  readonly #size: number;
  readonly #threads: PrepareThread[] = [];

  constructor(size = Math.max(1, availableParallelism() - 1)) {
    this.#size = size;
  }

  /** Throws UserError where the mapping does not fit the header. */
  open(spec: PrepareSpec): PreparedFile {
    return new RemoteFile(this.#leastBusy(), spec);
  }

  /** Looks through a file in a thread. */
  async *survey(spec: SurveySpec, from: Cursor): AsyncGenerator<SurveyBlock> {
    const file = new ThreadFile(this.#leastBusy(), spec);
    try {
      yield* file.stretches<SurveyBlock>(from);
    } finally {
      file.close();
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }

  #leastBusy(): PrepareThread {
    const alive = this.#threads.filter(({ isAlive }) => isAlive);
    const [idlest] = alive.sort((a, b) => a.files - b.files);
    if (idlest && (idlest.files === 0 || alive.length >= this.#size)) return idlest;
    const thread = new PrepareThread();
    this.#threads.splice(0, this.#threads.length, ...alive, thread);
    return thread;
  }
}

const ENDED = 'the thread that prepares records has ended';

interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

class PrepareThread {
  readonly #worker = new Worker(new URL('./prepare-thread.ts', import.meta.url));
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #opened = 0;
  isAlive = true;
  files = 0;

  constructor() {
    this.#worker.unref(); // whoever waits for an answer holds the process itself
    this.#worker.on('message', (answered: ThreadResponse) => this.#take(answered));
    this.#worker.on('error', (error) => this.#fail(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', () => this.#fail(new Error(ENDED)));
  }

  /** A number for one more file. */
  begin(): number {
    this.files += 1;
    this.#opened += 1;
    return this.#opened;
  }

  ask(file: number, question: FileCommand): Promise<Reply> {
    if (!this.isAlive) return Promise.reject(new Error(ENDED));
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    const asked: ThreadRequest = { id: ++this.#asked, file, command: question };
    this.#waiting.set(asked.id, { resolve, reject });
    if (this.#waiting.size === 1) this.#worker.ref();
    this.#worker.postMessage(asked);
    return promise;
  }

  async end(): Promise<void> {
    this.isAlive = false;
    await this.#worker.terminate();
  }

  #take(answered: ThreadResponse): void {
    const waiting = this.#waiting.get(answered.id);
    this.#waiting.delete(answered.id);
    // While it is being ended it holds the process itself, until it has.
    if (this.#waiting.size === 0 && this.isAlive) this.#worker.unref();
    if ('reply' in answered) waiting?.resolve(answered.reply);
    else waiting?.reject(errorOf(answered.error));
  }

  #fail(error: Error): void {
    this.isAlive = false;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** As it was thrown in the thread, with the place where it was. */
function errorOf({ message, stack, code }: PlainError): Error {
  return Object.assign(new Error(message), { code, ...(stack === undefined ? {} : { stack }) });
}

/** A file that is open in a thread. */
class ThreadFile {
  readonly #thread: PrepareThread;
  readonly #file: number;

  constructor(thread: PrepareThread, spec: PrepareSpec | SurveySpec) {
    this.#thread = thread;
    this.#file = thread.begin();
    this.#tell({ kind: 'open', spec });
  }

  async *stretches<Stretch extends PackedChunk | SurveyBlock>(from: Cursor): AsyncGenerator<Stretch> {
    this.#tell({ kind: 'read', from });
    const ahead = Array.from({ length: AHEAD }, () => this.#next<Stretch>());
    try {
      for (let stretch = await ahead.shift(); stretch; stretch = await ahead.shift()) {
        ahead.push(this.#next<Stretch>());
        yield stretch;
      }
    } finally {
      this.#tell({ kind: 'stop' });
    }
  }

  ask(question: FileCommand): Promise<Reply> {
    return this.#thread.ask(this.#file, question);
  }

  close(): void {
    this.#thread.files -= 1;
    this.#tell({ kind: 'close' });
  }

  #next<Stretch>(): Promise<Stretch | undefined> {
    const next = this.ask({ kind: 'next' }) as Promise<Stretch | undefined>;
    next.catch(() => {}); // whoever waits for it hears of it; nobody may, where reading was stopped
    return next;
  }

  /** What goes wrong with it is heard with the next answer. */
  #tell(question: FileCommand): void {
    this.ask(question).catch(() => {});
  }
}

class RemoteFile implements PreparedFile {
  readonly columns: PreparedFile['columns'];
  readonly #file: ThreadFile;

  constructor(thread: PrepareThread, spec: PrepareSpec) {
    const plan = compilePlan(connectorOf(spec.connector).fields, spec.rows.upload.header, spec.job);
    this.columns = countColumns(plan);
    this.#file = new ThreadFile(thread, spec);
  }

  async *chunks(from: Cursor): AsyncGenerator<Chunk> {
    for await (const packed of this.#file.stretches<PackedChunk>(from)) yield unpackChunk(packed);
  }

  async eventsOf({ from, endByte, leftOut }: Parameters<PreparedFile['eventsOf']>[0]): Promise<Events> {
    return (await this.#file.ask({ kind: 'events', batch: { from, endByte, leftOut } })) as Events;
  }

  close(): void {
    this.#file.close();
  }
}
