import { type Issue, isLeftOut } from '../issue.ts';
import type { PreparedBlock } from '../preparation/prepared-block.ts';
import type { Cursor } from '../record/row.ts';
import type { RowBlock } from '../record/row-block.ts';
import { BodyBuilder, type BodyFrame, type BodyWriter } from './body.ts';
import type { Events } from './events.ts';
import { type OutcomeTable, type RecordOutcome, tabulate } from './outcome-table.ts';

/** A record that is not sent, because it is invalid, or because its mapping leaves it out. */
interface UnsentRecord extends RecordOutcome {
  readonly status: 'invalid' | 'not_sent';
}

/**
 * A prepared section of a file: at most one call's worth of events, and the records between them that are not sent.
 * Chunks cover the file without gap or overlap, and depend only on the file and on what the job froze.
 */
export interface Chunk {
  readonly from: Cursor;
  readonly to: Cursor;
  /** Number of records read; record numbers may have gaps. */
  readonly read: number;
  readonly events: Events;
  readonly invalid: OutcomeTable;
  /** Records that the mapping leaves out, and rows that are no records. */
  readonly leftOut: OutcomeTable;
  /** Whether the job must stop at the last record of `invalid`, because invalid records are not skipped. */
  readonly mustStop: boolean;
}

export interface ChunkLimits {
  readonly maxEvents: number;
  /** UTF-8 bytes of a whole body. */
  readonly maxBytes: number;
  readonly skipInvalid: boolean;
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
  const writer = preparation.effects.newWriter();
  const openChunk = (at: Cursor) => new OpenChunk(at, limits, new BodyBuilder(preparation.frame, writer));
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
      if (chunk.mustStop) return;
      chunk = openChunk(chunk.to);
    }
    chunk.endBlock();
  }
  if (chunk.to !== chunk.from) yield chunk.close();
}

/** The events of the valid records of a section of the file, except those in `leftOut`, as one call of any size. */
export async function gatherEvents(
  blocks: AsyncIterable<RowBlock>,
  leftOut: ReadonlySet<number>,
  { prepare, frame, effects }: Preparation,
): Promise<Events> {
  const events = new BodyBuilder(frame, effects.newWriter());
  for await (const block of blocks) {
    const prepared = prepare(block);
    for (let row = 0; row < block.length; row++)
      if (prepared.errorsOf(row).length === 0 && !leftOut.has(block.recordOf(row))) events.add(prepared, row);
    events.endBlock();
  }
  return events.close();
}

/** Collects the records of a chunk. */
class OpenChunk {
  readonly from: Cursor;
  readonly #limits: ChunkLimits;
  readonly #events: BodyBuilder;
  readonly #invalid: UnsentRecord[] = [];
  readonly #leftOut: UnsentRecord[] = [];
  #issueCount = 0;
  #read = 0;
  to: Cursor;
  mustStop = false;

  constructor(from: Cursor, limits: ChunkLimits, events: BodyBuilder) {
    this.from = from;
    this.to = from;
    this.#limits = limits;
    this.#events = events;
  }

  /**
   * Whether the chunk can take one more record. An event that is too large for any body is sent alone, so that the
   * receiving service decides about it.
   */
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
      this.mustStop = !this.#limits.skipInvalid;
    }
  }

  endBlock(): void {
    this.#events.endBlock();
  }

  get isFull(): boolean {
    const isAtBound = this.#read >= MAX_RECORDS_PER_CHUNK || this.#issueCount >= MAX_ISSUES_PER_CHUNK;
    return this.mustStop || this.#events.count >= this.#limits.maxEvents || isAtBound;
  }

  close(): Chunk {
    return {
      from: this.from,
      to: this.to,
      read: this.#read,
      events: this.#events.close(),
      invalid: tabulate(this.#invalid),
      leftOut: tabulate(this.#leftOut),
      mustStop: this.mustStop,
    };
  }
}
