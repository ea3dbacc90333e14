import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { connectorOf } from '../../connectors/registry.ts';
import type { Chunk } from '../../core/delivery/batch.ts';
import { Events, type PackedEvents } from '../../core/delivery/events.ts';
import { UserError } from '../../core/errors.ts';
import { compilePlan, countColumns } from '../../core/record/plan.ts';
import type { Cursor } from '../../core/record/row.ts';
import type { RepeatSection } from '../../core/review/repeats/repeat-survey.ts';
import type { SurveySection } from '../../core/review/survey.ts';
import type { PreparedFile } from '../../operations/delivery/run.ts';
import type {
  FileCommand,
  PackedChunk,
  PrepareSpec,
  Reply,
  SerializedError,
  ThreadRequest,
  ThreadResponse,
} from './prepare-messages.ts';
import type { RepeatsSpec } from './repeats.ts';
import type { SurveySpec } from './survey.ts';

/** How many sections are requested ahead: enough to keep the thread busy, with little memory. */
const SECTIONS_AHEAD = 2;

/** Threads that read and prepare files, to relieve the main thread. */
export class PreparePool {
  readonly #size: number;
  #threads: readonly PrepareThread[] = [];

  constructor(size = Math.max(1, availableParallelism() - 1)) {
    this.#size = size;
  }

  /** Throws UserError if the mapping does not fit the header. */
  open(spec: PrepareSpec): PreparedFile {
    return new RemoteFile(this.#threadForFile(), spec);
  }

  /** Checks a file in a thread. */
  survey(spec: SurveySpec, from: Cursor): AsyncGenerator<SurveySection> {
    return this.#sections<SurveySection>(spec, from);
  }

  /** Finds the repeats of a file in a thread. */
  surveyRepeats(spec: RepeatsSpec, from: Cursor): AsyncGenerator<RepeatSection> {
    return this.#sections<RepeatSection>(spec, from);
  }

  async *#sections<Section extends SurveySection | RepeatSection>(
    spec: SurveySpec | RepeatsSpec,
    from: Cursor,
  ): AsyncGenerator<Section> {
    const file = new ThreadFile(this.#threadForFile(), spec);
    try {
      yield* file.sections<Section>(from);
    } finally {
      file.close();
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }

  /** The thread with the fewest files; a new one if all have files and another may be started. */
  #threadForFile(): PrepareThread {
    const alive = this.#threads.filter(({ isAlive }) => isAlive);
    const [leastBusy] = alive.toSorted((a, b) => a.files - b.files);
    if (leastBusy && (leastBusy.files === 0 || alive.length >= this.#size)) return leastBusy;
    const thread = new PrepareThread();
    this.#threads = [...alive, thread];
    return thread;
  }
}

const ENDED = 'the thread that prepares records has ended';

interface PendingRequest {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

class PrepareThread {
  readonly #worker = new Worker(new URL('./prepare-thread.ts', import.meta.url));
  readonly #pending = new Map<number, PendingRequest>();
  #lastId = 0;
  #lastFile = 0;
  isAlive = true;
  files = 0;

  constructor() {
    this.#worker.unref(); // only pending requests keep the process alive
    this.#worker.on('message', (response: ThreadResponse) => this.#handle(response));
    this.#worker.on('error', (error) => this.#fail(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', () => this.#fail(new Error(ENDED)));
  }

  /** Reserves a number for a new file. */
  reserveFile(): number {
    this.files += 1;
    this.#lastFile += 1;
    return this.#lastFile;
  }

  request(file: number, command: FileCommand): Promise<Reply> {
    if (!this.isAlive) return Promise.reject(new Error(ENDED));
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    const message: ThreadRequest = { id: ++this.#lastId, file, command };
    this.#pending.set(message.id, { resolve, reject });
    if (this.#pending.size === 1) this.#worker.ref();
    this.#worker.postMessage(message);
    return promise;
  }

  async end(): Promise<void> {
    this.isAlive = false;
    await this.#worker.terminate();
  }

  #handle(response: ThreadResponse): void {
    const pending = this.#pending.get(response.id);
    this.#pending.delete(response.id);
    // Not while the thread is terminating: the process has to stay alive until `end` returns.
    if (this.#pending.size === 0 && this.isAlive) this.#worker.unref();
    if ('reply' in response) pending?.resolve(response.reply);
    else pending?.reject(errorOf(response.error));
  }

  #fail(error: Error): void {
    this.isAlive = false;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}

/** The error as thrown in the thread, with its stack. */
function errorOf({ message, stack, code, textParams }: SerializedError): Error {
  const isUserError = code !== undefined && textParams !== undefined;
  const error = isUserError ? new UserError(code, textParams) : Object.assign(new Error(message), { code });
  return Object.assign(error, stack !== undefined && { stack });
}

/** A file that is open in a thread. */
class ThreadFile {
  readonly #thread: PrepareThread;
  readonly #file: number;

  constructor(thread: PrepareThread, spec: PrepareSpec | SurveySpec | RepeatsSpec) {
    this.#thread = thread;
    this.#file = thread.reserveFile();
    this.#send({ kind: 'open', spec });
  }

  async *sections<Section extends PackedChunk | SurveySection | RepeatSection>(from: Cursor): AsyncGenerator<Section> {
    this.#send({ kind: 'read', from });
    const ahead = Array.from({ length: SECTIONS_AHEAD }, () => this.#next<Section>());
    try {
      for (let section = await ahead.shift(); section; section = await ahead.shift()) {
        ahead.push(this.#next<Section>());
        yield section;
      }
    } finally {
      this.#send({ kind: 'stop' });
    }
  }

  request(command: FileCommand): Promise<Reply> {
    return this.#thread.request(this.#file, command);
  }

  close(): void {
    this.#thread.files -= 1;
    this.#send({ kind: 'close' });
  }

  #next<Section>(): Promise<Section | undefined> {
    const next = this.request({ kind: 'next' }) as Promise<Section | undefined>;
    next.catch(() => {}); // the reader gets the error where it awaits; if reading was stopped, there is no reader
    return next;
  }

  /** Sends a command without a result. If the file could not be opened, the next request fails with the error. */
  #send(command: FileCommand): void {
    this.request(command).catch(() => {});
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
    for await (const { events, ...chunk } of this.#file.sections<PackedChunk>(from))
      yield { ...chunk, events: new Events(events) };
  }

  async eventsOf({ from, endByte, leftOut }: Parameters<PreparedFile['eventsOf']>[0]): Promise<Events> {
    const packed = await this.#file.request({ kind: 'events', batch: { from, endByte, leftOut } });
    return new Events(packed as PackedEvents);
  }

  close(): void {
    this.#file.close();
  }
}
