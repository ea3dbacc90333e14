import type { Issue } from '../issue.ts';
import type { RecordPlace } from '../record/row.ts';
import { type Digests, digestsAt, NO_DIGESTS } from './digests.ts';
import { issuesOf, type OutcomeTable, type RecordOutcome, tabulate } from './outcome-table.ts';

/** A record that is part of a call. */
export interface ReadyRecord extends RecordPlace {
  readonly warnings: readonly Issue[];
}

/** The range of an event's JSON in a body: its offset and its length in bytes. */
interface EventRange {
  readonly at: number;
  readonly bytes: number;
}

/** Records of a call in file order. */
export interface PackedRecords {
  readonly numbers: Float64Array;
  /** The records with warnings, as the ledger stores them before the call. */
  readonly warned: OutcomeTable;
}

/** Numbers per record: its number, line, start and end, and the offset and length of its event in the body. */
const STRIDE = 6;

/** Packs records into numbers, because a thousand objects for each call would double the time spent on its records. */
export class RecordPacker {
  readonly #numbers: number[] = [];
  readonly #warned: RecordOutcome[] = [];

  get count(): number {
    return this.#numbers.length / STRIDE;
  }

  /** Adds a record with its warnings. The record's event is at the offset `at` in the body, and `bytes` long. */
  add({ record, line, start, end }: RecordPlace, warnings: readonly Issue[], at: number, bytes: number): void {
    if (warnings.length > 0) this.#warned.push({ record, line, start, end, status: 'not_sent', issues: warnings });
    this.#numbers.push(record, line, start, end, at, bytes);
  }

  pack(): PackedRecords {
    return { numbers: new Float64Array(this.#numbers), warned: tabulate(this.#warned) };
  }
}

/** The events of a call as plain data. Threads pass its buffers to each other without copying. */
export interface PackedEvents extends PackedRecords {
  readonly digests: Digests;
  readonly body: Uint8Array;
}

/** The separator between two events in a body. ASCII only. */
export const SEPARATOR = ',';
const SEPARATOR_BYTES = Uint8Array.from(SEPARATOR, (character) => character.charCodeAt(0));

/**
 * The events of a call: their records in file order, and the body that contains exactly these events. Objects for
 * single events are made on demand, because most calls need none.
 */
export class Events {
  readonly packed: PackedEvents;

  constructor(packed: PackedEvents) {
    this.packed = packed;
  }

  get count(): number {
    return this.packed.numbers.length / STRIDE;
  }

  get body(): Uint8Array {
    return this.packed.body;
  }

  /** The digests of the events, in the order of the records. */
  get digests(): Digests {
    return this.packed.digests;
  }

  /** The records with warnings, as the ledger stores them before the call. */
  get warned(): OutcomeTable {
    return this.packed.warned;
  }

  /** The indexes of all events: 0, 1, 2 and so on. */
  get indexes(): readonly number[] {
    return Array.from({ length: this.count }, (_, index) => index);
  }

  recordNumberAt(index: number): number {
    return this.packed.numbers[index * STRIDE] ?? 0;
  }

  recordAt(index: number): ReadyRecord {
    const { numbers, warned } = this.packed;
    const [record = 0, line = 0, start = 0, end = 0] = numbers.subarray(index * STRIDE, (index + 1) * STRIDE);
    return { record, line, start, end, warnings: issuesOf(warned, record) };
  }

  /** The event at an index, as JSON in UTF-8. */
  jsonAt(index: number): Uint8Array {
    const { at, bytes } = this.#rangeAt(index);
    return this.body.subarray(at, at + bytes);
  }

  /** The events of some records in a new body; the same object if all are kept. */
  filter(isKept: (index: number) => boolean): Events {
    const kept = this.indexes.filter(isKept);
    if (kept.length === this.count) return this;
    return kept.length === 0 ? NO_EVENTS : this.#copy(kept);
  }

  #rangeAt(index: number): EventRange {
    const { numbers } = this.packed;
    return { at: numbers[index * STRIDE + 4] ?? 0, bytes: numbers[index * STRIDE + 5] ?? 0 };
  }

  #copy(kept: readonly number[]): Events {
    const jsons = kept.map((index) => this.jsonAt(index));
    const head = this.body.subarray(0, this.#rangeAt(0).at);
    const last = this.#rangeAt(this.count - 1);
    const tail = this.body.subarray(last.at + last.bytes);
    const bytes = jsons.reduce((sum, json) => sum + json.length, (jsons.length - 1) * SEPARATOR_BYTES.length);
    const body = new Uint8Array(head.length + bytes + tail.length);
    const records = new RecordPacker();
    body.set(head);
    let at = head.length;
    for (const [position, json] of jsons.entries()) {
      if (position > 0) {
        body.set(SEPARATOR_BYTES, at);
        at += SEPARATOR_BYTES.length;
      }
      body.set(json, at);
      const record = this.recordAt(kept[position] ?? 0);
      records.add(record, record.warnings, at, json.length);
      at += json.length;
    }
    body.set(tail, at);
    return new Events({ ...records.pack(), digests: digestsAt(this.digests, kept), body });
  }
}

export const NO_EVENTS = new Events({ ...new RecordPacker().pack(), digests: NO_DIGESTS, body: new Uint8Array() });
