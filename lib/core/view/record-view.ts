import type { UncertainReason } from '../delivery/settle.ts';
import type { Issue } from '../issue.ts';
import type { Outcome } from '../job/job.ts';
import type { JsonObject } from '../record/field.ts';
import type { Deletion } from '../upload/retention.ts';
import type { RecordStep } from './story-view.ts';

/** A filter of the records of a job. */
export interface RecordFilter {
  /** 'open': all records that were not accepted. 'warned': accepted with a warning. */
  readonly status?: Outcome | 'open' | 'warned';
  readonly code?: string;
  /** '' for issues that belong to no single column. */
  readonly column?: string;
}

/** A noted record, without its values. Its bytes in the spool are those from `start` to `end`. */
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

/** A cell as shown to a person. */
export interface ShownCell {
  readonly column: string;
  readonly value: string;
  /** The field that its column is mapped to; null if the column is ignored. */
  readonly field: string | null;
  /** Whether `value` is masked because it may identify a person. */
  readonly isMasked: boolean;
}

/** A record with its values, some of them masked. */
export interface RecordDetail {
  readonly record: number;
  readonly line: number;
  readonly status: Outcome;
  readonly issues: readonly Issue[];
  /** Why there are no cells and no event; null if there are. */
  readonly fileGone: FileGone | null;
  readonly cells: readonly ShownCell[];
  /** As sent or to be sent; null for an invalid record. */
  readonly event: JsonObject | null;
  readonly isEventMasked: boolean;
  /** Dotted paths of hashes in the event. */
  readonly hashed: readonly string[];
}

/** The answer for one record: its details, or why there are none. `read`: how many records the job has read. */
export type RecordAnswer =
  | RecordDetail
  | { readonly record: number; readonly noDetails: NoDetails; readonly read: number };

/** A record with what happened to it in each job of its export. */
export type RecordWithHistory = RecordAnswer & { readonly history: readonly RecordStep[] };

/** Why a record has no details to show. */
export type NoDetails = 'accepted' | 'nothing_noted' | 'left_out' | 'not_read' | 'not_chosen';

/** The cells of a page of records. */
export interface RecordValues {
  readonly fileGone: FileGone | null;
  readonly records: readonly { readonly record: number; readonly cells: readonly ShownCell[] }[];
  /** The constants of the mapping: their values are the same in every record. */
  readonly constants: readonly ShownCell[];
}

const UNCERTAIN: Readonly<Record<UncertainReason, Outcome>> = {
  answer_contradictory: 'uncertain',
  unknown_too_long: 'uncertain',
  rebuilt_differently: 'uncertain',
  not_sent_again: 'uncertain',
  killed_before_known: 'uncertain',
};

/** The outcomes of errors found after preparation, by code. Every other error makes a record invalid. */
const OUTCOMES_AFTER_PREPARATION: Readonly<Record<string, Outcome>> = {
  rejected: 'rejected',
  refused_request: 'rejected',
  already_accepted: 'not_sent',
  repeated_event: 'not_sent',
  value_left_out: 'not_sent',
  ...UNCERTAIN,
};

/** The outcome of a record with this error code. */
export function outcomeOfError(code: string): Outcome {
  return OUTCOMES_AFTER_PREPARATION[code] ?? 'invalid';
}

/** The issue codes of rejections by the receiving service. */
export const REJECTIONS: readonly string[] = Object.keys(OUTCOMES_AFTER_PREPARATION).filter(
  (code) => OUTCOMES_AFTER_PREPARATION[code] === 'rejected',
);

/** Number of records per code, highest first. A record with the same issue in two columns counts twice. */
export function countByCode(
  counts: readonly IssueCount[],
  severity: Issue['severity'],
): { code: string; records: number }[] {
  return summed(counts, severity, ({ code }) => code).map(([code, records]) => ({ code, records }));
}

/** Number of records per column; '' for issues that belong to no single column. */
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
