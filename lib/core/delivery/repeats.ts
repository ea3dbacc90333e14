import type { Issue } from '../issue.ts';
import type { ReadyRecord } from './events.ts';

/** The issue of a record that repeats another of the file. */
export const REPEATED = 'repeated_event';

/** The warning of a record that repeats this one. */
export function repeatIssue(record: number): Issue {
  return { severity: 'warning', code: REPEATED, column: null, field: null, params: { record } };
}

/** The records of a file that were seen so far, by the identity of their events. */
export interface SeenRecords extends Disposable {
  /** The first record with this identity, which is this one if none was seen before. */
  firstOf(identity: string, record: number): number;
  /** The same, and whether both were given the same content. */
  firstWith(identity: string, record: number, content: string): FirstRecord;
  /** A later record takes the place of an earlier one. */
  add(identity: string, record: number): void;
  lastOf(identity: string): number | undefined;
}

export interface FirstRecord {
  readonly first: number;
  readonly isIdentical: boolean;
}

/** The record that is sent in place of each repeat, by the repeat's number. */
export type Kept = ReadonlyMap<number, number>;

export const NO_REPEATS: Kept = new Map();

/** The repeats among records that are read in the order of the file, if the first record of each event is sent. */
export function repeatsOfFirst(records: readonly ReadyRecord[], seen: SeenRecords): Kept {
  return repeatsAmong(records, ({ identity, record }) => seen.firstOf(identity, record));
}

/** The repeats among records if the last of each event is sent; all of the file have been added before. */
export function repeatsOfLast(records: readonly ReadyRecord[], seen: SeenRecords): Kept {
  return repeatsAmong(records, ({ identity, record }) => seen.lastOf(identity) ?? record);
}

function repeatsAmong(records: readonly ReadyRecord[], keptOf: (record: ReadyRecord) => number): Kept {
  const kept = records.map((each) => [each.record, keptOf(each)] as const);
  return new Map(kept.filter(([record, by]) => record !== by));
}
