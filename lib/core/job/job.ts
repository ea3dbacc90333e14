import { UserError } from '../errors.ts';
import type { IssueParams } from '../issue.ts';
import type { Matching } from '../record/plan.ts';
import type { Cursor } from '../record/row.ts';
import type { JobQuery } from './query.ts';

export const JOB_STATES = ['queued', 'running', 'paused', 'success', 'error', 'killed'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** What a list of jobs can be asked for: a state, or those that ended well though records were rejected or invalid. */
export type JobFilter = JobState | 'success_with_rejects';
/** In the order in which they are offered. */
export const JOB_FILTERS: readonly JobFilter[] = JOB_STATES.flatMap((state) =>
  state === 'success' ? [state, 'success_with_rejects'] : [state],
);

export const OUTCOMES = ['accepted', 'rejected', 'invalid', 'not_sent', 'uncertain'] as const;
/** What became of a record. */
export type Outcome = (typeof OUTCOMES)[number];

/** The outcomes of records that can be sent again. */
export const RESENDABLE = ['rejected', 'invalid', 'uncertain', 'not_sent'] as const satisfies readonly Outcome[];
export type Resendable = (typeof RESENDABLE)[number];

/** The outcomes of records that can be repaired, and then sent. */
export const FIXABLE = ['rejected', 'invalid'] as const satisfies readonly Outcome[];

/** Why a job is paused or ended in error; null while nothing is wrong. */
export interface JobError {
  readonly code: string;
  readonly params: IssueParams;
}

/** Records by what became of them. At every moment `read` is the sum of the others. */
export interface RecordCounts extends Readonly<Record<Outcome, number>> {
  readonly read: number;
}

/** Records that had their chance and were not accepted; those not sent yet may still be. */
export function notAccepted({ rejected, invalid, uncertain }: RecordCounts): number {
  return rejected + invalid + uncertain;
}

/** Records that could be repaired and sent. */
export function countFixable(records: RecordCounts): number {
  return FIXABLE.reduce((sum, outcome) => sum + records[outcome], 0);
}

/** What a job freezes when it is created, so that a batch comes out the same, byte for byte, whenever it is built. */
export interface FrozenExport extends Matching {
  readonly connector: string;
  /** The base URL that it was created for, or `sandbox`; null where nothing is sent. */
  readonly destination: string | null;
  readonly parameters: unknown;
  readonly account: string;
  readonly testEvent: boolean;
  readonly skipInvalidRecord: boolean;
  /** Unix seconds. */
  readonly referenceTime: number;
  readonly rulesVersion: string;
  readonly maxEvents: number;
  readonly maxBytes: number;
  /** What to do with events that an earlier job got accepted within the other side's window for duplicates. */
  readonly alreadyAccepted: 'skip' | 'send';
  readonly delivery: Delivery;
  /** How much of what was repaired beside the file belongs to it: the first bytes of the upload's fixes. */
  readonly fixesBytes: number;
  /** The job of whose records some are sent again; null for a job of its own. */
  readonly parentId: number | null;
}

export const DELIVERIES = ['at_least_once', 'at_most_once'] as const;
/**
 * What to do with events that may or may not have been taken: send them again, which the other side recognises, or never,
 * which is wise where it does not (offline events). They are then uncertain, and a person decides.
 */
export type Delivery = (typeof DELIVERIES)[number];

export const JOB_TYPES = ['export', 'query'] as const;
/** A query comes to a result first; then it goes on as an export does, or has nothing left to do. */
export type JobType = (typeof JOB_TYPES)[number];

/** One execution of an export or a query. Times are milliseconds since 1970. */
export interface Job extends FrozenExport {
  readonly id: number;
  readonly type: JobType;
  /** Null for a job that began with a file. */
  readonly query: JobQuery | null;
  readonly state: JobState;
  /** Asked for, and not yet acknowledged by whoever executes the job. */
  readonly request: JobRequest | null;
  /** What it sends; null while a query has not come to its result. */
  readonly uploadId: number | null;
  /** Who it sends as; null for a query whose result goes nowhere. */
  readonly authenticationId: number | null;
  readonly cursor: Cursor;
  /** Of a job that came out of a backup: since when events behind the cursor may have been sent. */
  readonly unknownSince: number | null;
  readonly records: RecordCounts;
  readonly resentAfterUnknown: number;
  readonly batches: number;
  readonly calls: number;
  /** How many processes in a row died while they read its file or ran its query, without any progress of it. */
  readonly deaths: number;
  readonly error: JobError | null;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
}

/** The file that a job sends, or the frozen result of its query. Throws UserError `job_without_result` while there is none. */
export function uploadOf({ id, uploadId }: Pick<Job, 'id' | 'uploadId'>): number {
  if (uploadId === null) throw new UserError('job_without_result', { id });
  return uploadId;
}

/** Who a job sends as. Throws UserError `job_sends_nothing` for a query whose result goes nowhere. */
export function authenticationOf({ id, authenticationId }: Pick<Job, 'id' | 'authenticationId'>): number {
  if (authenticationId === null) throw new UserError('job_sends_nothing', { id });
  return authenticationId;
}

/** Whether a job has records that it sends: a query may have no result yet, or send it nowhere. */
export function sendsRecords({ uploadId, authenticationId }: Pick<Job, 'uploadId' | 'authenticationId'>): boolean {
  return uploadId !== null && authenticationId !== null;
}

/** What a person asks of a running job, or another job of the same authentication that was refused. */
export type JobRequest = 'pause' | 'kill' | Refusal;
/** The token was refused altogether, or for this account. */
export type Refusal = 'unauthorized' | 'forbidden';

const FINAL: ReadonlySet<JobState> = new Set(['success', 'error', 'killed']);

export function isFinal(state: JobState): boolean {
  return FINAL.has(state);
}

/** A job of which so many processes have died in a row is not begun once more by itself: it may be what kills them. */
export const MOST_DEATHS = 3;

/** Codes of an ended job's error behind which everything is kept, so that the job can go on. */
export const RESUMABLE_ERRORS: readonly string[] = [
  ...['gave_up', 'refused', 'internal_error'],
  ...['query_engine_failed', 'query_out_of_memory', 'query_timeout'],
  ...['trino_unreachable', 'trino_busy', 'trino_failed', 'trino_memory', 'trino_unauthorized', 'trino_not_set_up'],
];

/** How a job stands that has nothing left to do. `firstInvalid` is the record it stopped at, if it did. */
export function endOf(
  { skipInvalidRecord, records }: Pick<Job, 'skipInvalidRecord' | 'records'>,
  firstInvalid: { readonly record: number; readonly line: number } | undefined,
): { readonly state: 'success' | 'error'; readonly error: JobError | null } {
  if (firstInvalid && !skipInvalidRecord) {
    return { state: 'error', error: { code: 'invalid_record', params: { ...firstInvalid } } };
  }
  if (records.uncertain > 0) {
    return { state: 'error', error: { code: 'uncertain', params: { count: records.uncertain } } };
  }
  return { state: 'success', error: null };
}

/** Whether `resume` may take the job up again: it waits for a person, or ended in an error that lost nothing. */
export function isResumable({ state, error }: Pick<Job, 'state' | 'error'>): boolean {
  return state === 'paused' || (state === 'error' && error !== null && RESUMABLE_ERRORS.includes(error.code));
}
