import type { Issue } from '../issue.ts';
import { type Digest, digestAt } from './digests.ts';
import type { Events } from './events.ts';

/** The issue code of a record that repeats another of the file. */
export const REPEATED = 'repeated_event';

/** The warning of a record that repeats the record with this number. */
export function repeatIssue(record: number): Issue {
  return { severity: 'warning', code: REPEATED, column: null, field: null, params: { record } };
}

/** The events of a file that were seen so far, by digest, with their records. */
export interface SeenEvents extends Disposable {
  /** The first record with this digest. If none was seen before, adds `record` and returns it. */
  firstOf(digest: Digest, record: number): number;
  /** Like `firstOf`. Also returns whether the first record has the same content as `record`. */
  compareWithFirst(digest: Digest, record: number, content: string): ComparisonWithFirst;
  /** Adds a record, which replaces an earlier one with the same digest. */
  add(digest: Digest, record: number): void;
  lastOf(digest: Digest): number | undefined;
}

export interface ComparisonWithFirst {
  readonly first: number;
  readonly isIdentical: boolean;
}

/** The record that is sent in place of each repeat, by the repeat's index. */
export type KeptRecords = ReadonlyMap<number, number>;

export const NO_REPEATS: KeptRecords = new Map();

/** The repeats among records that are read in the order of the file, if the first record of each event is sent. */
export function repeatsOfFirst(events: Events, seen: SeenEvents): KeptRecords {
  return repeatsAmong(events, (digest, record) => seen.firstOf(digest, record));
}

/** The repeats among records if the last record of each event is sent. All records of the file must have been added. */
export function repeatsOfLast(events: Events, seen: SeenEvents): KeptRecords {
  return repeatsAmong(events, (digest, record) => seen.lastOf(digest) ?? record);
}

function repeatsAmong(events: Events, keptOf: (digest: Digest, record: number) => number): KeptRecords {
  const kept = events.indexes.map(
    (index) => [index, keptOf(digestAt(events.digests, index), events.recordNumberAt(index))] as const,
  );
  return new Map(kept.filter(([index, keptRecord]) => events.recordNumberAt(index) !== keptRecord));
}
