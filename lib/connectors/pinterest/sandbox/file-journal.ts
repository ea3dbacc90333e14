import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { entryId, type Journal, type JournalEntry, type NewJournalEntry } from './journal.ts';
import {
  bodiesFile,
  deleteJournalSegment,
  journalSegmentBytes,
  listJournalSegments,
  readBody,
  readJournalSegment,
  requestsFile,
  stemOf,
} from './segments.ts';

const MAX_SEGMENT_BYTES = 32 * 1024 * 1024;
const DAY_MS = 24 * 60 * 60 * 1000;

interface PendingEntry {
  readonly entry: NewJournalEntry;
  readonly body: Buffer;
  /** Resolves to the id of the entry once it is durable. */
  readonly durableId: PromiseWithResolvers<string>;
}

interface OpenSegment {
  readonly stem: string;
  /** The day on which it was begun, in days since 1970. */
  readonly day: number;
  readonly requests: FileHandle;
  readonly bodies: FileHandle;
  requestBytes: number;
  bodyBytes: number;
}

/**
 * The journal in a folder. A request is durable once its entry and body are synced to disk. Requests that arrive
 * during a sync share the next sync. Each process writes its own segments. It starts a new segment if the current one
 * is full or was begun on another day, and then drops the oldest segments beyond the limit.
 */
export class FileJournal implements Journal {
  readonly #folder: string;
  readonly #keepBytes: number;
  readonly #maxSegmentBytes: number;
  #pending: PendingEntry[] = [];
  #writing: Promise<void> | undefined;
  #segment: OpenSegment | undefined;
  #nextNumber: number;
  #closed = false;

  private constructor(folder: string, keepBytes: number, nextNumber: number) {
    this.#folder = folder;
    this.#keepBytes = keepBytes;
    this.#maxSegmentBytes = Math.min(MAX_SEGMENT_BYTES, keepBytes / 2);
    this.#nextNumber = nextNumber;
  }

  static async open(folder: string, keepBytes: number): Promise<FileJournal> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new FileJournal(folder, keepBytes, (await lastNumber(folder)) + 1);
  }

  append(entry: NewJournalEntry, body: Buffer | undefined): Promise<string> {
    if (this.#closed) return Promise.reject(new Error('The journal is closed.'));
    const durableId = Promise.withResolvers<string>();
    this.#pending.push({ entry, body: body ?? Buffer.alloc(0), durableId });
    this.#writing ??= this.#writeAll();
    return durableId.promise;
  }

  async *entries(): AsyncGenerator<JournalEntry> {
    await this.#writing;
    for (const stem of await listJournalSegments(this.#folder)) yield* await readJournalSegment(this.#folder, stem);
  }

  bodyOf(entry: JournalEntry): Promise<Buffer | undefined> {
    return readBody(this.#folder, entry);
  }

  async clear(): Promise<void> {
    while (this.#writing) await this.#writing;
    this.#writing = this.#removeAll();
    await this.#writing;
  }

  async close(): Promise<void> {
    this.#closed = true;
    while (this.#writing) await this.#writing;
    await this.#closeSegment();
  }

  /** Removes all segments. Entries appended meanwhile are written afterwards. */
  async #removeAll(): Promise<void> {
    try {
      await this.#closeSegment();
      for (const stem of await listJournalSegments(this.#folder)) await deleteJournalSegment(this.#folder, stem);
      this.#nextNumber = 1;
    } finally {
      await this.#writeAll();
    }
  }

  async #writeAll(): Promise<void> {
    while (this.#pending.length > 0) await this.#writeGroup(this.#takePending());
    this.#writing = undefined;
  }

  /** Takes as many entries as fit into one segment, and at least one. */
  #takePending(): PendingEntry[] {
    let bytes = 0;
    let count = 0;
    for (const { body } of this.#pending) {
      bytes += body.length;
      if (count > 0 && bytes > this.#maxSegmentBytes) break;
      count += 1;
    }
    return this.#pending.splice(0, count);
  }

  async #writeGroup(group: readonly PendingEntry[]): Promise<void> {
    try {
      const ids = await this.#write(group);
      for (const [index, { durableId }] of group.entries()) durableId.resolve(ids[index] ?? '');
    } catch (error) {
      await this.#abandonSegment().catch(() => {});
      for (const { durableId } of group) durableId.reject(error);
    }
  }

  async #write(group: readonly PendingEntry[]): Promise<string[]> {
    const bodies = Buffer.concat(group.map(({ body }) => body));
    const segment = await this.#segmentFor(bodies.length);
    const ids = group.map((_, index) => entryId(segment.stem, this.#nextNumber + index));
    const lines = Buffer.from(this.#linesOf(group, segment.bodyBytes));
    // Bodies first: if the disk is full, no entry may refer to a missing body.
    await segment.bodies.appendFile(bodies);
    await segment.requests.appendFile(lines);
    await Promise.all([segment.bodies.datasync(), segment.requests.datasync()]);
    this.#nextNumber += group.length;
    segment.requestBytes += lines.length;
    segment.bodyBytes += bodies.length;
    return ids;
  }

  #linesOf(group: readonly PendingEntry[], firstBodyAt: number): string {
    let at = firstBodyAt;
    const lines = group.map(({ entry, body: { length } }, index) => {
      const body = length > 0 ? { at, length } : null;
      at += length;
      return JSON.stringify({ ...entry, n: this.#nextNumber + index, body });
    });
    return `${lines.join('\n')}\n`;
  }

  async #segmentFor(bytes: number): Promise<OpenSegment> {
    const now = Date.now();
    const segment = this.#segment;
    const fits = segment && segment.requestBytes + segment.bodyBytes + bytes <= this.#maxSegmentBytes;
    const isOfToday = segment?.day === Math.floor(now / DAY_MS);
    if (fits && isOfToday && (await stillExists(segment))) return segment;
    await this.#closeSegment();
    this.#segment = await createSegment(this.#folder, now);
    await this.#dropOldest(this.#segment.stem);
    return this.#segment;
  }

  /**
   * Ends a segment after a failed write, so that offsets stay correct. The entries of that write are removed, because
   * their requests are refused as not recorded.
   */
  async #abandonSegment(): Promise<void> {
    try {
      await this.#segment?.requests.truncate(this.#segment.requestBytes);
    } finally {
      await this.#closeSegment();
    }
  }

  async #closeSegment(): Promise<void> {
    const segment = this.#segment;
    this.#segment = undefined;
    await Promise.all([segment?.requests.close(), segment?.bodies.close()]);
  }

  /** Drops the oldest segments beyond the limit, but never the current one or the one before it. */
  async #dropOldest(current: string): Promise<void> {
    let bytes = this.#maxSegmentBytes; // reserved for the current segment
    const earlierSegments = (await listJournalSegments(this.#folder)).filter((stem) => stem < current).reverse();
    for (const [index, stem] of earlierSegments.entries()) {
      bytes += await journalSegmentBytes(this.#folder, stem);
      if (index > 0 && bytes > this.#keepBytes) await deleteJournalSegment(this.#folder, stem);
    }
  }
}

/** Whether the files of a segment exist: another process may have cleared the folder. */
async function stillExists({ requests }: OpenSegment): Promise<boolean> {
  return (await requests.stat()).nlink > 0;
}

/**
 * Creates the files of a segment. If their stem is taken, because the process started two sandboxes within a
 * millisecond, tries the next millisecond. If the second file fails, the first is closed: Node ends a process whose
 * garbage collector finds an open file.
 */
async function createSegment(folder: string, at: number): Promise<OpenSegment> {
  const stem = stemOf(at);
  try {
    await using opened = new AsyncDisposableStack();
    const requests = opened.use(await open(requestsFile(folder, stem), 'ax', 0o600));
    const bodies = opened.use(await open(bodiesFile(folder, stem), 'ax', 0o600));
    await syncFolder(folder);
    opened.move();
    return { stem, day: Math.floor(at / DAY_MS), requests, bodies, requestBytes: 0, bodyBytes: 0 };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return createSegment(folder, at + 1);
    throw error;
  }
}

/**
 * Makes new files of a folder durable: a power cut could lose them. Windows does not need this call, and lacks it.
 */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function lastNumber(folder: string): Promise<number> {
  for (const stem of (await listJournalSegments(folder)).reverse()) {
    const last = (await readJournalSegment(folder, stem)).at(-1);
    if (last) return last.n;
  }
  return 0;
}
