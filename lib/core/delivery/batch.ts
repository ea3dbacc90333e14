import { isLeftOut } from '../issue.ts';
import type { JsonObject } from '../record/field.ts';
import type { Prepare } from '../record/prepare.ts';
import type { Cursor, Row } from '../record/row.ts';
import type { Digests } from './digests.ts';
import { Events, NO_EVENTS, type ReadyRecord, RecordPacker, SEPARATOR } from './events.ts';
import { type OutcomeTable, type RecordOutcome, tabulate } from './outcome-table.ts';

/** A valid record that is not part of a call yet. */
export interface ValidRecord extends ReadyRecord {
  /** The event as JSON text, exactly as it is sent. */
  readonly json: string;
  /** UTF-8 length of `json`. */
  readonly bytes: number;
  /** The key by which the receiving service recognizes a repeat of the event. */
  readonly identity: string;
}

/** A record that is not sent, with the reasons: it is invalid, or its mapping leaves it out. */
export interface UnsentRecord extends RecordOutcome {
  readonly status: 'invalid' | 'not_sent';
}

/**
 * A prepared section of a file: at most one call's worth of events, and the invalid records between them. Chunks cover the
 * file without gap or overlap, and depend only on file, mapping and limits.
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

/** A buffer that texts are appended to as UTF-8. */
export interface BodyWriter {
  /** Bytes written since `begin`. */
  readonly length: number;
  begin(): void;
  write(text: string): void;
  /** Everything written since `begin`, copied. */
  take(): Uint8Array;
}

/** Byte operations that depend on the platform. */
export interface ByteEffects {
  /** UTF-8 length of a text. */
  readonly bytesOf: (text: string) => number;
  /** The digests of these identities of events, in memory of their own. */
  readonly digestsOf: (identities: readonly string[]) => Digests;
  readonly newWriter: () => BodyWriter;
}

/** How records become events: preparation, identity of events, and form of the body. */
export interface Preparation {
  readonly prepare: Prepare;
  readonly identityOf: (event: JsonObject) => string;
  readonly frame: BodyFrame;
  readonly effects: ByteEffects;
}

/** Ends a chunk even if few records are valid, so that progress is committed in bounded steps. */
const MAX_RECORDS_PER_CHUNK = 5000;
/** Ends a chunk, too: a record may have an issue in each of a thousand columns, and a chunk's issues are kept in memory. */
const MAX_ISSUES_PER_CHUNK = 20_000;

/** Cuts rows into chunks. The last one may have no events. */
export async function* cutChunks(
  blocks: AsyncIterable<readonly Row[]>,
  from: Cursor,
  preparation: Preparation,
  limits: ChunkLimits,
): AsyncGenerator<Chunk> {
  const body = preparation.effects.newWriter();
  const open = (at: Cursor) => new OpenChunk(at, limits, new OpenEvents(preparation, body));
  let chunk = open(from);
  for await (const rows of blocks) {
    for (const row of rows) {
      const record = prepareRecord(row, preparation);
      if (!chunk.hasRoomFor(record)) {
        yield chunk.close();
        chunk = open(chunk.to);
      }
      chunk.add(row, record);
      if (!chunk.isFull) continue;
      yield chunk.close();
      if (chunk.stopped) return;
      chunk = open(chunk.to);
    }
  }
  if (chunk.to !== chunk.from) yield chunk.close();
}

/** The events of a section of the file as one call of any size, without the records in `leftOut`. */
export async function gatherEvents(
  blocks: AsyncIterable<readonly Row[]>,
  leftOut: ReadonlySet<number>,
  preparation: Preparation,
): Promise<Events> {
  const events = new OpenEvents(preparation, preparation.effects.newWriter());
  for await (const rows of blocks) {
    for (const row of rows) {
      const record = prepareRecord(row, preparation);
      if ('json' in record && !leftOut.has(record.record)) events.add(record);
    }
  }
  return events.close();
}

/** Prepares one row: as an event, or with all its issues. */
export function prepareRecord(row: Row, { prepare, identityOf, effects }: Preparation): ValidRecord | UnsentRecord {
  const { record, line, start, end } = row;
  const { event, errors, warnings } = prepare(row);
  if (errors.length > 0) {
    const status = isLeftOut(errors) ? 'not_sent' : 'invalid';
    return { record, line, start, end, status, issues: [...errors, ...warnings] };
  }
  const json = JSON.stringify(event);
  return { record, line, start, end, json, bytes: effects.bytesOf(json), identity: identityOf(event), warnings };
}

/** Collects the events of one body. */
class OpenEvents {
  readonly #preparation: Preparation;
  readonly #body: BodyWriter;
  readonly #records = new RecordPacker();
  readonly #identities: string[] = [];

  constructor(preparation: Preparation, body: BodyWriter) {
    this.#preparation = preparation;
    this.#body = body;
    body.begin();
    body.write(preparation.frame.head);
  }

  get count(): number {
    return this.#records.count;
  }

  /** Bytes of the whole body with one more event of this size. */
  lengthWith(bytes: number): number {
    const separator = this.count === 0 ? 0 : SEPARATOR.length;
    return this.#body.length + separator + bytes + this.#preparation.frame.tail.length;
  }

  add(record: ValidRecord): void {
    if (this.count > 0) this.#body.write(SEPARATOR);
    this.#records.add(record, { at: this.#body.length, bytes: record.bytes });
    this.#identities.push(record.identity);
    this.#body.write(record.json);
  }

  close(): Events {
    if (this.count === 0) return NO_EVENTS;
    const { frame, effects } = this.#preparation;
    this.#body.write(frame.tail);
    const digests = effects.digestsOf(this.#identities);
    return new Events({ ...this.#records.pack(), digests, body: this.#body.take() });
  }
}

class OpenChunk {
  readonly from: Cursor;
  readonly #limits: ChunkLimits;
  readonly #events: OpenEvents;
  readonly #invalid: UnsentRecord[] = [];
  readonly #leftOut: UnsentRecord[] = [];
  #issues = 0;
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
  hasRoomFor(record: ValidRecord | UnsentRecord): boolean {
    if (!('json' in record) || this.#events.count === 0) return true;
    return this.#events.lengthWith(record.bytes) <= this.#limits.maxBytes;
  }

  add(row: Row, record: ValidRecord | UnsentRecord): void {
    this.to = { byte: row.end, record: row.record, line: row.endLine };
    this.#read += 1;
    if ('json' in record) {
      this.#events.add(record);
      this.#issues += record.warnings.length;
    } else {
      this.#issues += record.issues.length;
      if (record.status === 'not_sent') this.#leftOut.push(record);
      else {
        this.#invalid.push(record);
        this.stopped = !this.#limits.skipInvalid;
      }
    }
  }

  get isFull(): boolean {
    const isLong = this.#read >= MAX_RECORDS_PER_CHUNK || this.#issues >= MAX_ISSUES_PER_CHUNK;
    return this.stopped || this.#events.count >= this.#limits.maxEvents || isLong;
  }

  close(): Chunk {
    const [invalid, leftOut] = [tabulate(this.#invalid), tabulate(this.#leftOut)];
    const events = this.#events.close();
    return { from: this.from, to: this.to, read: this.#read, events, invalid, leftOut, stopped: this.stopped };
  }
}
