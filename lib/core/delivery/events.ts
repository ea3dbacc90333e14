import type { Issue } from '../issue.ts';
import type { RecordPlace } from '../record/row.ts';
import { type Digests, digestsAt, NO_DIGESTS } from './digests.ts';

/** A record that is part of a call. */
export interface ReadyRecord extends RecordPlace {
  /** Offset of its event in the body (JSON in UTF-8), and length in bytes. */
  readonly at: number;
  readonly bytes: number;
  readonly warnings: readonly Issue[];
}

/** The events of a call: their records in file order, their digests, and the body that contains exactly these. */
export interface Events {
  readonly records: readonly ReadyRecord[];
  readonly digests: Digests;
  readonly body: Uint8Array;
}

export const NO_EVENTS: Events = { records: [], digests: NO_DIGESTS, body: new Uint8Array() };

/** The separator of two events in a body. ASCII only. */
export const SEPARATOR = ',';
const SEPARATOR_BYTES = Uint8Array.from(SEPARATOR, (character) => character.charCodeAt(0));

/** The event of one record, as JSON in UTF-8. */
export function jsonOf({ body, records }: Events, index: number): Uint8Array {
  const record = records[index];
  return record ? body.subarray(record.at, record.at + record.bytes) : body.subarray(0, 0);
}

/** The events of some records in a new body; the same object if all are kept. */
export function someOf(events: Events, isKept: (record: ReadyRecord, index: number) => boolean): Events {
  const indexes = [...events.records.keys()].filter((index) => isKept(events.records[index] as ReadyRecord, index));
  if (indexes.length === events.records.length) return events;
  const kept = indexes.map((index) => events.records[index] as ReadyRecord);
  const [first] = events.records;
  const last = events.records.at(-1);
  if (!first || !last || kept.length === 0) return NO_EVENTS;
  const head = events.body.subarray(0, first.at);
  const tail = events.body.subarray(last.at + last.bytes);
  return { ...bodyAround(kept, events.body, head, tail), digests: digestsAt(events.digests, indexes) };
}

/** Joins head, events and tail. */
function bodyAround(
  kept: readonly ReadyRecord[],
  old: Uint8Array,
  head: Uint8Array,
  tail: Uint8Array,
): Omit<Events, 'digests'> {
  const bytes = kept.reduce((sum, record) => sum + record.bytes, 0) + (kept.length - 1) * SEPARATOR_BYTES.length;
  const body = new Uint8Array(head.length + bytes + tail.length);
  body.set(head);
  let at = head.length;
  const records = kept.map((record, index) => {
    if (index > 0) {
      body.set(SEPARATOR_BYTES, at);
      at += SEPARATOR_BYTES.length;
    }
    body.set(old.subarray(record.at, record.at + record.bytes), at);
    const moved = { ...record, at };
    at += record.bytes;
    return moved;
  });
  body.set(tail, at);
  return { records, body };
}
