import type { JsonObject } from './field.ts';
import type { Issue } from './issue.ts';
import type { Prepare } from './prepare.ts';
import type { Cursor, Row } from './row.ts';

/** Where a record lies in the spool. */
export interface RecordPlace {
  readonly record: number;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** A record that is part of a call. */
export interface ReadyRecord extends RecordPlace {
  /** The event as JSON text, exactly as it is sent. */
  readonly json: string;
  /** UTF-8 length of `json`. */
  readonly bytes: number;
  /** By what the other side recognises the event when it comes again. */
  readonly identity: string;
  readonly warnings: readonly Issue[];
}

/** A record that is not sent, and why. */
export interface InvalidRecord extends RecordPlace {
  readonly issues: readonly Issue[];
}

/**
 * A stretch of a file, read and prepared: at most one call's worth of events, and the invalid records between them.
 * Chunks follow each other without gap or overlap, and depend on nothing but file, mapping and limits.
 */
export interface Chunk {
  readonly from: Cursor;
  readonly to: Cursor;
  readonly ready: readonly ReadyRecord[];
  readonly invalid: readonly InvalidRecord[];
  /** Set where the job must stop: the last record of `invalid`, with skip invalid records off. */
  readonly stopped: boolean;
}

export interface ChunkLimits {
  readonly maxEvents: number;
  /** UTF-8 bytes of a whole body. */
  readonly maxBytes: number;
  /** Bytes of a body with n events beside the events themselves. */
  readonly bodyBytes: (events: number) => number;
  readonly skipInvalid: boolean;
}

/** Makes a record ready: what prepares it, and what the other side recognises its event by. */
export interface Preparation {
  readonly prepare: Prepare;
  readonly identityOf: (event: JsonObject) => string;
}

/** So many records end a chunk even when few of them are valid, so that progress is kept in bounded steps. */
const MAX_RECORDS_A_CHUNK = 5000;
/** So many issues do, too: a record may have one for each of a thousand columns, and all of a chunk's are kept at once. */
const MAX_ISSUES_A_CHUNK = 20_000;

/** Cuts rows into chunks. The last one may hold no event. */
export async function* cutChunks(
  blocks: AsyncIterable<readonly Row[]>,
  from: Cursor,
  preparation: Preparation,
  limits: ChunkLimits,
): AsyncGenerator<Chunk> {
  let chunk = new OpenChunk(from, limits);
  for await (const rows of blocks) {
    for (const row of rows) {
      const record = prepareRecord(row, preparation);
      if (!chunk.hasRoomFor(record)) {
        yield chunk.close();
        chunk = new OpenChunk(chunk.to, limits);
      }
      chunk.add(row, record);
      if (!chunk.isFull) continue;
      yield chunk.close();
      if (chunk.stopped) return;
      chunk = new OpenChunk(chunk.to, limits);
    }
  }
  if (chunk.to !== chunk.from) yield chunk.close();
}

/** One row as a chunk holds it: ready to be sent, or invalid with all its issues. */
export function prepareRecord(row: Row, { prepare, identityOf }: Preparation): ReadyRecord | InvalidRecord {
  const place = { record: row.record, line: row.line, start: row.start, end: row.end };
  const { event, errors, warnings } = prepare(row);
  if (errors.length > 0) return { ...place, issues: [...errors, ...warnings] };
  const json = JSON.stringify(event);
  return { ...place, json, bytes: utf8Bytes(json), identity: identityOf(event), warnings };
}

class OpenChunk {
  readonly from: Cursor;
  readonly #limits: ChunkLimits;
  readonly #ready: ReadyRecord[] = [];
  readonly #invalid: InvalidRecord[] = [];
  #eventBytes = 0;
  #issues = 0;
  to: Cursor;
  stopped = false;

  constructor(from: Cursor, limits: ChunkLimits) {
    this.from = from;
    this.to = from;
    this.#limits = limits;
  }

  /** An event too large for any body still goes, alone: whether to take it is for the other side to say. */
  hasRoomFor(record: ReadyRecord | InvalidRecord): boolean {
    if (!('json' in record) || this.#ready.length === 0) return true;
    const frame = this.#limits.bodyBytes(this.#ready.length + 1);
    return this.#eventBytes + record.bytes + frame <= this.#limits.maxBytes;
  }

  add(row: Row, record: ReadyRecord | InvalidRecord): void {
    this.to = { byte: row.end, record: row.record, line: row.endLine };
    if ('json' in record) {
      this.#ready.push(record);
      this.#eventBytes += record.bytes;
      this.#issues += record.warnings.length;
    } else {
      this.#invalid.push(record);
      this.#issues += record.issues.length;
      this.stopped = !this.#limits.skipInvalid;
    }
  }

  get isFull(): boolean {
    const records = this.to.record - this.from.record;
    const isLong = records >= MAX_RECORDS_A_CHUNK || this.#issues >= MAX_ISSUES_A_CHUNK;
    return this.stopped || this.#ready.length >= this.#limits.maxEvents || isLong;
  }

  close(): Chunk {
    return { from: this.from, to: this.to, ready: this.#ready, invalid: this.#invalid, stopped: this.stopped };
  }
}

const NOT_ASCII = /[\u0080-\uffff]/;

/** UTF-8 length of a text, without encoding it: the core knows no encoder. Most events are ASCII, and found so faster. */
function utf8Bytes(text: string): number {
  let bytes = text.length;
  if (!NOT_ASCII.test(text)) return bytes;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x80) continue;
    if (code < 0x800 || (code >= 0xd800 && code < 0xe000)) bytes += 1;
    else bytes += 2;
  }
  return bytes;
}
