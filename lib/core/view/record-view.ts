import type { Issue } from '../issue.ts';
import type { Outcome } from '../job/job.ts';
import type { JsonObject } from '../record/field.ts';
import type { Deletion } from '../upload/retention.ts';

/** Which records of a job a page shows. */
export interface RecordFilter {
  /** 'open': every record that was not accepted. 'warned': accepted, but with a warning. */
  readonly status?: Outcome | 'open' | 'warned';
  readonly code?: string;
  /** '' for issues that belong to no single column. */
  readonly column?: string;
}

/** A record that deserves a look, without its values. */
export interface NotedRecord {
  readonly record: number;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly status: Outcome;
  readonly issues: readonly Issue[];
}

/** How many records have an issue, by code and column. */
export interface IssueCount {
  readonly severity: Issue['severity'];
  readonly code: string;
  readonly column: string;
  readonly records: number;
}

/** Why values cannot be shown: their file was deleted, or it is missing from the data folder. */
export type FileGone = ({ readonly code: 'upload_deleted' } & Deletion) | { readonly code: 'upload_gone' };

/** What a record's page shows of it. */
export interface ShownCell {
  readonly column: string;
  readonly value: string;
  /** The column name that it feeds; null where it is left out. */
  readonly field: string | null;
  /** Whether `value` is masked: it may tell who a person is. */
  readonly isMasked: boolean;
}

/** What the drawer shows of a record, with personal values masked or not. */
export interface RecordDetail {
  readonly record: number;
  readonly line: number;
  readonly status: Outcome;
  readonly issues: readonly Issue[];
  /** Why there are no cells and no event; null where there are. */
  readonly fileGone: FileGone | null;
  readonly cells: readonly ShownCell[];
  /** As it was or would be sent; null for an invalid record. */
  readonly event: JsonObject | null;
  readonly isEventMasked: boolean;
  /** Dotted paths in the event where hashes stand. */
  readonly hashed: readonly string[];
}

/** The answer to the question about one record: all of it, or why there is nothing to say. */
export type RecordAnswer =
  | RecordDetail
  | { readonly record: number; readonly nothing: NothingNoted; readonly read: number };

/** Why there is nothing to show of a record. */
export type NothingNoted = 'accepted' | 'nothing_noted' | 'not_read' | 'not_chosen';

/** The cells of a page of records. */
export interface RecordValues {
  readonly fileGone: FileGone | null;
  readonly records: readonly { readonly record: number; readonly cells: readonly ShownCell[] }[];
}

/** Codes of errors that are found after a record was prepared; every other one makes it invalid. */
const FOUND_LATER: Readonly<Record<string, Outcome>> = {
  rejected: 'rejected',
  refused_request: 'rejected',
  already_accepted: 'not_sent',
  answer_contradictory: 'uncertain',
  unknown_too_long: 'uncertain',
  rebuilt_differently: 'uncertain',
  killed_before_known: 'uncertain',
};

/** What becomes of a record that has an error with this code. */
export function outcomeOfError(code: string): Outcome {
  return FOUND_LATER[code] ?? 'invalid';
}

/** The codes that tell of records what the other side said of them. */
export const REJECTIONS: readonly string[] = Object.keys(FOUND_LATER).filter(
  (code) => FOUND_LATER[code] === 'rejected',
);

/** How many records have an issue of each code, most first. A record that has one in two columns counts twice. */
export function countByCode(
  counts: readonly IssueCount[],
  severity: Issue['severity'],
): { code: string; records: number }[] {
  return summed(counts, severity, ({ code }) => code).map(([code, records]) => ({ code, records }));
}

/** The same by column; '' for issues that belong to no single one. */
export function countByColumn(
  counts: readonly IssueCount[],
  severity: Issue['severity'],
): { column: string; records: number }[] {
  return summed(counts, severity, ({ column }) => column).map(([column, records]) => ({ column, records }));
}

function summed(counts: readonly IssueCount[], severity: Issue['severity'], key: (count: IssueCount) => string) {
  const sums = new Map<string, number>();
  for (const count of counts) {
    if (count.severity === severity) sums.set(key(count), (sums.get(key(count)) ?? 0) + count.records);
  }
  return [...sums].sort(([, a], [, b]) => b - a);
}
