import { type Issue, isLeftOut } from '../issue.ts';
import type { PreparedBlock } from '../preparation/prepared-block.ts';
import type { Cursor } from '../record/row.ts';
import type { RowBlock } from '../record/row-block.ts';
import { DigestList } from './digests.ts';
import { Events, NO_EVENTS, RecordPacker, SEPARATOR } from './events.ts';
import { type OutcomeTable, type RecordOutcome, tabulate } from './outcome-table.ts';

/** A record that is not sent, because it is invalid, or because its mapping leaves it out. */
export interface UnsentRecord extends RecordOutcome {
  readonly status: 'invalid' | 'not_sent';
}

/**
 * A prepared section of a file: at most one call's worth of events, and the invalid records between them. Chunks cover
 * the file without gap or overlap, and depend only on file, mapping and limits.
 */
export interface Chunk {
  readonly from: Cursor;
  readonly to: Cursor;
  /** Number of records read; record numbers may have gaps. */
  readonly read: number;
  readonly events: Events;
  readonly invalid: OutcomeTable;
  /** Records that the mapping leaves out, between the events. */
  readonly leftOut: OutcomeTable;
  /** Whether the job must stop at the last record of `invalid`, because invalid records are not skipped. */
  readonly stopped: boolean;
}

export interface ChunkLimits {
  readonly maxEvents: number;
  /** UTF-8 bytes of a whole body. */
  readonly maxBytes: number;
  readonly skipInvalid: boolean;
}

/** The text before and after the events of a body. ASCII only. */
export interface BodyFrame {
  readonly head: string;
  readonly tail: string;
}

/** A buffer that bytes are appended to. */
export interface BodyWriter {
  begin(): void;
  /** Appends a text of ASCII characters. */
  writeAscii(text: string): void;
  write(bytes: Uint8Array): void;
  /** Everything written since `begin`, in a buffer that nothing else uses and that may be longer. */
  take(): Uint8Array;
}

/** Byte operations that depend on the platform. */
export interface ByteEffects {
  readonly newWriter: () => BodyWriter;
}

/** How rows become events and the bodies that contain them. */
export interface Preparation {
  /** Prepares a block. The next call invalidates the result. */
  readonly prepare: (block: RowBlock) => PreparedBlock;
  readonly frame: BodyFrame;
  readonly effects: ByteEffects;
}

/** Ends a chunk even if few records are valid, so that progress is committed in bounded steps. */
const MAX_RECORDS_PER_CHUNK = 5000;
/** Limits memory: a record may have an issue in each of a thousand columns. */
const MAX_ISSUES_PER_CHUNK = 20_000;

/** Cuts rows into chunks. A chunk may have no events. */
export async function* cutChunks(
  blocks: AsyncIterable<RowBlock>,
  from: Cursor,
  preparation: Preparation,
  limits: ChunkLimits,
): AsyncGenerator<Chunk> {
  const body = preparation.effects.newWriter();
  const openChunk = (at: Cursor) => new OpenChunk(at, limits, new OpenEvents(preparation.frame, body));
  let chunk = openChunk(from);
  for await (const block of blocks) {
    const prepared = preparation.prepare(block);
    for (let row = 0; row < block.length; row++) {
      if (!chunk.hasRoomFor(prepared, row)) {
        yield chunk.close();
        chunk = openChunk(chunk.to);
      }
      chunk.add(prepared, row);
      if (!chunk.isFull) continue;
      yield chunk.close();
      if (chunk.stopped) return;
      chunk = openChunk(chunk.to);
    }
    chunk.endBlock();
  }
  if (chunk.to !== chunk.from) yield chunk.close();
}

/** The events of a section of the file as one call of any size, without the records in `leftOut`. */
export async function gatherEvents(
  blocks: AsyncIterable<RowBlock>,
  leftOut: ReadonlySet<number>,
  { prepare, frame, effects }: Preparation,
): Promise<Events> {
  const events = new OpenEvents(frame, effects.newWriter());
  for await (const block of blocks) {
    const prepared = prepare(block);
    for (let row = 0; row < block.length; row++)
      if (prepared.errorsOf(row).length === 0 && !leftOut.has(block.recordOf(row))) events.add(prepared, row);
    events.endBlock();
  }
  return events.close();
}

/** Collects the events of one body. */
class OpenEvents {
  readonly #frame: BodyFrame;
  readonly #body: BodyWriter;
  readonly #records = new RecordPacker();
  readonly #digests = new DigestList();
  /** Bytes of the body so far. */
  #length: number;
  /** Consecutive events of a prepared block that are yet to be copied. */
  #run: { readonly prepared: PreparedBlock; readonly from: number; to: number } | undefined;

  constructor(frame: BodyFrame, body: BodyWriter) {
    this.#frame = frame;
    this.#body = body;
    body.begin();
    body.writeAscii(frame.head);
    this.#length = frame.head.length;
  }

  get count(): number {
    return this.#records.count;
  }

  /** Bytes of the whole body with one more event of this size. */
  lengthWith(bytes: number): number {
    const separator = this.count === 0 ? 0 : SEPARATOR.length;
    return this.#length + separator + bytes + this.#frame.tail.length;
  }

  add(prepared: PreparedBlock, row: number): void {
    const { block } = prepared;
    const from = prepared.eventAt(row);
    const bytes = prepared.eventLength(row);
    if (this.#run && this.#run.to + SEPARATOR.length === from) this.#run.to = from + bytes;
    else {
      this.endBlock();
      if (this.count > 0) this.#body.writeAscii(SEPARATOR);
      this.#run = { prepared, from, to: from + bytes };
    }
    if (this.count > 0) this.#length += SEPARATOR.length;
    this.#records.add(block.placeOf(row), prepared.warningsOf(row), this.#length, bytes);
    this.#digests.add(prepared.digestOf(row));
    this.#length += bytes;
  }

  /** Copies the events of a block, before the next one is prepared. */
  endBlock(): void {
    if (this.#run) this.#body.write(this.#run.prepared.eventBytes(this.#run.from, this.#run.to));
    this.#run = undefined;
  }

  close(): Events {
    this.endBlock();
    if (this.count === 0) return NO_EVENTS;
    this.#body.writeAscii(this.#frame.tail);
    return new Events({ ...this.#records.pack(), digests: this.#digests.all, body: this.#body.take() });
  }
}

/** Collects the records of a chunk. */
class OpenChunk {
  readonly from: Cursor;
  readonly #limits: ChunkLimits;
  readonly #events: OpenEvents;
  readonly #invalid: UnsentRecord[] = [];
  readonly #leftOut: UnsentRecord[] = [];
  #issueCount = 0;
  #read = 0;
  to: Cursor;
  stopped = false;

  constructor(from: Cursor, limits: ChunkLimits, events: OpenEvents) {
    this.from = from;
    this.to = from;
    this.#limits = limits;
    this.#events = events;
  }

  /** An event too large for any body is still sent, alone: the receiving service decides whether to accept it. */
  hasRoomFor(prepared: PreparedBlock, row: number): boolean {
    if (this.#events.count === 0 || prepared.errorsOf(row).length > 0) return true;
    return this.#events.lengthWith(prepared.eventLength(row)) <= this.#limits.maxBytes;
  }

  add(prepared: PreparedBlock, row: number): void {
    const { end: byte, record, endLine: line } = prepared.block.placeOf(row);
    const errors = prepared.errorsOf(row);
    const warnings = prepared.warningsOf(row);
    this.to = { byte, record, line };
    this.#read += 1;
    this.#issueCount += errors.length + warnings.length;
    if (errors.length === 0) this.#events.add(prepared, row);
    else this.#addUnsent(prepared.block, row, [...errors, ...warnings]);
  }

  #addUnsent(block: RowBlock, row: number, issues: readonly Issue[]): void {
    const { record, line, start, end } = block.placeOf(row);
    if (isLeftOut(issues)) this.#leftOut.push({ record, line, start, end, status: 'not_sent', issues });
    else {
      this.#invalid.push({ record, line, start, end, status: 'invalid', issues });
      this.stopped = !this.#limits.skipInvalid;
    }
  }

  endBlock(): void {
    this.#events.endBlock();
  }

  get isFull(): boolean {
    const isAtBound = this.#read >= MAX_RECORDS_PER_CHUNK || this.#issueCount >= MAX_ISSUES_PER_CHUNK;
    return this.stopped || this.#events.count >= this.#limits.maxEvents || isAtBound;
  }

  close(): Chunk {
    return {
      from: this.from,
      to: this.to,
      read: this.#read,
      events: this.#events.close(),
      invalid: tabulate(this.#invalid),
      leftOut: tabulate(this.#leftOut),
      stopped: this.stopped,
    };
  }
}
