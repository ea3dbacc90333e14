import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { type Entry, entryId, type Journal, type NewEntry } from './journal.ts';
import {
  bodiesFile,
  listSegments,
  readBody,
  readSegment,
  removeSegment,
  requestsFile,
  segmentBytes,
  stemOf,
} from './segments.ts';

const LARGEST_SEGMENT = 32 * 1024 * 1024;
const DAY_MS = 24 * 60 * 60 * 1000;

interface Waiting {
  readonly entry: NewEntry;
  readonly body: Buffer;
  readonly settled: PromiseWithResolvers<string>;
}

interface OpenSegment {
  readonly stem: string;
  readonly day: number;
  readonly requests: FileHandle;
  readonly bodies: FileHandle;
  bytes: number;
  bodyBytes: number;
}

/**
 * The journal in a directory. A request is safe once entry and body are synced to disk; requests that come while the
 * disk is busy share the next sync. Each process writes segments of its own, begins a new one when the old is full or
 * of another day, and drops the oldest beyond the bound.
 */
export class FileJournal implements Journal {
  readonly #directory: string;
  readonly #keepBytes: number;
  readonly #segmentBytes: number;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #segment: OpenSegment | undefined;
  #next: number;
  #closed = false;

  private constructor(directory: string, keepBytes: number, next: number) {
    this.#directory = directory;
    this.#keepBytes = keepBytes;
    this.#segmentBytes = Math.min(LARGEST_SEGMENT, keepBytes / 2);
    this.#next = next;
  }

  static async open(directory: string, keepBytes: number): Promise<FileJournal> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    return new FileJournal(directory, keepBytes, (await lastNumber(directory)) + 1);
  }

  append(entry: NewEntry, body: Buffer | undefined): Promise<string> {
    if (this.#closed) return Promise.reject(new Error('The journal is closed.'));
    const settled = Promise.withResolvers<string>();
    this.#waiting.push({ entry, body: body ?? Buffer.alloc(0), settled });
    this.#writing ??= this.#writeAll();
    return settled.promise;
  }

  async *entries(): AsyncGenerator<Entry> {
    await this.#writing;
    for (const stem of await listSegments(this.#directory)) yield* await readSegment(this.#directory, stem);
  }

  bodyOf(entry: Entry): Promise<Buffer | undefined> {
    return readBody(this.#directory, entry);
  }

  async clear(): Promise<void> {
    while (this.#writing) await this.#writing;
    this.#writing = this.#removeAll();
    await this.#writing;
  }

  async close(): Promise<void> {
    this.#closed = true;
    while (this.#writing) await this.#writing;
    await this.#leaveSegment();
  }

  /** What comes in meanwhile waits, and is written when all is gone. */
  async #removeAll(): Promise<void> {
    try {
      await this.#leaveSegment();
      for (const stem of await listSegments(this.#directory)) await removeSegment(this.#directory, stem);
      this.#next = 1;
    } finally {
      await this.#writeAll();
    }
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) await this.#writeTogether(this.#takeWaiting());
    this.#writing = undefined;
  }

  /** As many as fit into one segment, and at least one. */
  #takeWaiting(): Waiting[] {
    let bytes = 0;
    const end = this.#waiting.findIndex(({ body }, index) => {
      bytes += body.length;
      return index > 0 && bytes > this.#segmentBytes;
    });
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : end);
  }

  async #writeTogether(requests: readonly Waiting[]): Promise<void> {
    try {
      const ids = await this.#write(requests);
      for (const [index, { settled }] of requests.entries()) settled.resolve(ids[index] ?? '');
    } catch (error) {
      // What was half written is left behind with its segment, so that offsets stay true.
      await this.#leaveSegment().catch(() => {});
      for (const { settled } of requests) settled.reject(error);
    }
  }

  async #write(requests: readonly Waiting[]): Promise<string[]> {
    const bodies = Buffer.concat(requests.map(({ body }) => body));
    const segment = await this.#segmentFor(bodies.length);
    const ids = requests.map((_, index) => entryId(segment.stem, this.#next + index));
    const lines = Buffer.from(this.#linesOf(requests, segment.bodyBytes));
    // Bodies first: where they find no room, no line may say that they came.
    await segment.bodies.appendFile(bodies);
    await segment.requests.appendFile(lines);
    await Promise.all([segment.bodies.datasync(), segment.requests.datasync()]);
    this.#next += requests.length;
    segment.bodyBytes += bodies.length;
    segment.bytes += bodies.length + lines.length;
    return ids;
  }

  #linesOf(requests: readonly Waiting[], bodyBytes: number): string {
    let at = bodyBytes;
    const lines = requests.map(({ entry, body: { length } }, index) => {
      const body = length > 0 ? { at, length } : null;
      at += length;
      return JSON.stringify({ ...entry, n: this.#next + index, body });
    });
    return `${lines.join('\n')}\n`;
  }

  async #segmentFor(bytes: number): Promise<OpenSegment> {
    const now = Date.now();
    const segment = this.#segment;
    const fits = segment && segment.bytes + bytes <= this.#segmentBytes && segment.day === Math.floor(now / DAY_MS);
    if (fits && (await isThere(segment))) return segment;
    await this.#leaveSegment();
    this.#segment = await createSegment(this.#directory, now);
    await this.#dropOldest(this.#segment.stem);
    return this.#segment;
  }

  async #leaveSegment(): Promise<void> {
    const segment = this.#segment;
    this.#segment = undefined;
    await segment?.requests.close();
    await segment?.bodies.close();
  }

  /** The newest full segment always stays, beside the one that is being written. */
  async #dropOldest(current: string): Promise<void> {
    let bytes = this.#segmentBytes;
    const full = (await listSegments(this.#directory)).filter((stem) => stem < current).reverse();
    for (const [index, stem] of full.entries()) {
      bytes += await segmentBytes(this.#directory, stem);
      if (index > 0 && bytes > this.#keepBytes) await removeSegment(this.#directory, stem);
    }
  }
}

/** Whoever clears the directory does not ask those who write there. */
async function isThere({ requests }: OpenSegment): Promise<boolean> {
  return (await requests.stat()).nlink > 0;
}

/** A stem belongs to who created its file: one process may start twice within a millisecond. */
async function createSegment(directory: string, at: number): Promise<OpenSegment> {
  const stem = stemOf(at);
  try {
    const requests = await open(requestsFile(directory, stem), 'ax', 0o600);
    const bodies = await open(bodiesFile(directory, stem), 'ax', 0o600);
    await syncDirectory(directory);
    return { stem, day: Math.floor(at / DAY_MS), requests, bodies, bytes: 0, bodyBytes: 0 };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return createSegment(directory, at + 1);
    throw error;
  }
}

/** Without this a power cut could lose the new files themselves. Windows has no such call and needs none. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function lastNumber(directory: string): Promise<number> {
  for (const stem of (await listSegments(directory)).reverse()) {
    const last = (await readSegment(directory, stem)).at(-1);
    if (last) return last.n;
  }
  return 0;
}
