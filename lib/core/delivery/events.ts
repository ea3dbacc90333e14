import type { Issue } from '../issue.ts';
import type { RecordPlace } from '../record/row.ts';

/** A record that is part of a call. */
export interface ReadyRecord extends RecordPlace {
  /** Where in the body its event begins, as JSON in UTF-8, and how many bytes it has there. */
  readonly at: number;
  readonly bytes: number;
  /** By what the other side recognises the event when it comes again. */
  readonly identity: string;
  readonly warnings: readonly Issue[];
}

/** The events of a call: their records in the order of the file, and the body that carries exactly these. */
export interface Events {
  readonly records: readonly ReadyRecord[];
  readonly body: Uint8Array;
}

export const NO_EVENTS: Events = { records: [], body: new Uint8Array() };

/** What stands between two events of a body. ASCII alone. */
export const SEPARATOR = ',';
const SEPARATOR_BYTES = Uint8Array.from(SEPARATOR, (character) => character.charCodeAt(0));

/** The event of one record, as JSON in UTF-8. */
export function jsonOf({ body, records }: Events, index: number): Uint8Array {
  const record = records[index];
  return record ? body.subarray(record.at, record.at + record.bytes) : body.subarray(0, 0);
}

/** Those events whose records are to be kept, in a body of their own; the same ones where all are. */
export function someOf(events: Events, isKept: (record: ReadyRecord) => boolean): Events {
  const kept = events.records.filter(isKept);
  if (kept.length === events.records.length) return events;
  const [first] = events.records;
  const last = events.records.at(-1);
  if (!first || !last || kept.length === 0) return NO_EVENTS;
  const head = events.body.subarray(0, first.at);
  const tail = events.body.subarray(last.at + last.bytes);
  return bodyAround(kept, events.body, head, tail);
}

/** Head, events with the old body's separators between them, and tail. */
function bodyAround(kept: readonly ReadyRecord[], old: Uint8Array, head: Uint8Array, tail: Uint8Array): Events {
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
