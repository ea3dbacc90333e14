import { UserError } from '../errors.ts';
import type { IssueParams } from '../issue.ts';
import type { Matching } from '../record/plan.ts';
import type { Cursor } from '../record/row.ts';
import { type Upload, unreadBytes } from '../upload/upload.ts';
import type { JobQuery } from './query.ts';

export const JOB_STATES = ['queued', 'running', 'paused', 'success', 'error', 'killed'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** A filter of job lists: a state, or jobs that succeeded with rejected or invalid records. */
export type JobFilter = JobState | 'success_with_rejects';
/** In the order in which they are offered. */
export const JOB_FILTERS: readonly JobFilter[] = JOB_STATES.flatMap((state) =>
  state === 'success' ? [state, 'success_with_rejects'] : [state],
);

export const OUTCOMES = ['accepted', 'rejected', 'invalid', 'not_sent', 'uncertain'] as const;
/** The result for a record. */
export type Outcome = (typeof OUTCOMES)[number];

/** Outcomes of records that were to be sent, and were not accepted. If they are the newest, the record is open. */
export const NOT_ACCEPTED = ['rejected', 'invalid', 'uncertain'] as const satisfies readonly Outcome[];

/** Outcomes of records that can be resent. */
export const RESENDABLE = ['rejected', 'invalid', 'uncertain', 'not_sent'] as const satisfies readonly Outcome[];
export type Resendable = (typeof RESENDABLE)[number];

/** Outcomes of records that can be fixed and resent. */
const FIXABLE = ['rejected', 'invalid'] as const satisfies readonly Outcome[];

/** Why a job is paused, has ended in error, or waits for an executor with another address. */
export interface JobError {
  readonly code: string;
  readonly params: IssueParams;
}

/** Records by outcome. `read` is always the sum of all outcomes. */
export interface RecordCounts extends Readonly<Record<Outcome, number>> {
  readonly read: number;
}

/** How many records were not accepted; records with the outcome `not_sent` do not count. */
export function countNotAccepted(records: Readonly<Record<(typeof NOT_ACCEPTED)[number], number>>): number {
  return NOT_ACCEPTED.reduce((sum, outcome) => sum + records[outcome], 0);
}

/** How many records can be fixed and resent. */
export function countFixable(records: RecordCounts): number {
  return FIXABLE.reduce((sum, outcome) => sum + records[outcome], 0);
}

/**
 * What a job freezes at its creation, so that a batch that is built again has the same bytes. A job of a query freezes
 * `referenceTime` and `fixesBytes` again with the result.
 */
export interface FrozenExport extends Matching {
  readonly connector: string;
  /** The base URL that the job was created for, or `sandbox`; null if nothing is sent. */
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
  /** What to do with events that were accepted in an earlier job within the duplicate window. */
  readonly alreadyAccepted: 'skip' | 'send';
  readonly delivery: Delivery;
  readonly repeats: RepeatChoice;
  /** How many bytes of the upload's fixes belong to the job, counted from their start. */
  readonly fixesBytes: number;
  /** The job whose records are resent; null for an independent job. */
  readonly parentId: number | null;
}

export const DELIVERIES = ['at_least_once', 'at_most_once'] as const;
/**
 * What to do with events that may have been accepted. at_least_once sends them again, because the receiving service
 * recognizes repeats. at_most_once makes them uncertain, so that a person decides: this is safer for offline events,
 * whose repeats the service does not recognize.
 */
export type Delivery = (typeof DELIVERIES)[number];

/**
 * What to do with valid events of a file that have the same identity, which the receiving service counts once: send
 * them all, or only the first or the last of them.
 */
export const REPEATS = ['keep', 'first', 'last'] as const;
export type RepeatChoice = (typeof REPEATS)[number];

export const JOB_TYPES = ['export', 'query', 'activation', 'build'] as const;
/**
 * A query or activation job first freezes a result; then it continues like an export, or ends. A build writes the
 * tables of a parent segment.
 */
export type JobType = (typeof JOB_TYPES)[number];

/** Whether jobs of this type freeze the result of a query, which can be viewed. */
export function hasResult(type: JobType): boolean {
  return type === 'query' || type === 'activation';
}

/** One run of an export, a query, an activation or a build. Times are milliseconds since 1970. */
export interface Job extends FrozenExport {
  readonly id: number;
  readonly type: JobType;
  /** Null for a job of a file, and for a build. */
  readonly query: JobQuery | null;
  /**
   * The fixes of the saved mapping with which the job was created, as JSON values. They become the first fixes of the
   * result of its query.
   */
  readonly savedFixes: readonly unknown[];
  readonly state: JobState;
  /** A request that the executor has not acknowledged yet. */
  readonly request: JobRequest | null;
  /** The file that the job sends, or the result of its query; null until the query has its result, and for a build. */
  readonly uploadId: number | null;
  /** Null for a job that sends nothing: a build, or a query whose result is not sent. */
  readonly authenticationId: number | null;
  readonly cursor: Cursor;
  /**
   * Since when events after the cursor may have been sent; null unless the job was restored from a backup, or by
   * undoing a move to PostgreSQL.
   */
  readonly unknownSince: number | null;
  readonly records: RecordCounts;
  /** How many of the records that were not sent repeat others of the file. */
  readonly leftOutRepeats: number;
  /** How many valid records of its file repeat others; null unless a review checked exactly what is sent. */
  readonly countedRepeats: { readonly identical: number; readonly differing: number } | null;
  readonly resentAfterUnknown: number;
  readonly batches: number;
  readonly calls: number;
  /** How many consecutive processes died while they executed the job, without progress and with no call in flight. */
  readonly deaths: number;
  readonly error: JobError | null;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
}

/**
 * The upload that a job sends: a file, or the frozen result of its query. Throws UserError `job_without_result` if
 * there is none.
 */
export function uploadOf({ id, uploadId }: Pick<Job, 'id' | 'uploadId'>): number {
  if (uploadId === null) throw new UserError('job_without_result', { id });
  return uploadId;
}

/** The upload with the result of a job's query. Throws UserErrors `job_without_query` and `job_without_result`. */
export function resultUploadOf(job: Pick<Job, 'id' | 'query' | 'uploadId'>): number {
  if (job.query === null) throw new UserError('job_without_query', { id: job.id });
  return uploadOf(job);
}

/** The authentication of a job. Throws UserError `job_sends_nothing` for a job that has none. */
export function authenticationOf({ id, authenticationId }: Pick<Job, 'id' | 'authenticationId'>): number {
  if (authenticationId === null) throw new UserError('job_sends_nothing', { id });
  return authenticationId;
}

/** Whether a job has records to send: a query may have no result yet, or not send it. */
export function hasRecordsToSend({ uploadId, authenticationId }: Pick<Job, 'uploadId' | 'authenticationId'>): boolean {
  return uploadId !== null && authenticationId !== null;
}

/** A request to a running job: by a person, or because a call of another job with the same token was refused. */
export type JobRequest = 'pause' | 'kill' | Refusal;
/** unauthorized: the token was refused for all accounts. forbidden: it was refused for the job's account. */
export type Refusal = 'unauthorized' | 'forbidden';

const FINAL_STATES: ReadonlySet<JobState> = new Set(['success', 'error', 'killed']);

export function isFinal(state: JobState): boolean {
  return FINAL_STATES.has(state);
}

/** A job is not restarted automatically after this many consecutive process deaths, because it may cause them. */
export const MAX_DEATHS = 3;
/**
 * How many jobs of an account run at once, over all workers. They share its rate limit, so more would only slow each
 * other down.
 */
export const JOBS_PER_ACCOUNT = 2;

/** Codes of errors after which a query is retried. */
export const TEMPORARY_QUERY_ERRORS: readonly string[] = [
  'query_engine_failed',
  'query_out_of_memory',
  'query_timeout',
  'trino_unreachable',
  'trino_busy',
  'trino_failed',
  'trino_memory',
];

/** Error codes of ended jobs that lost nothing, so that they can be resumed. */
export const RESUMABLE_ERRORS: readonly string[] = [
  'gave_up',
  'refused',
  'internal_error',
  ...TEMPORARY_QUERY_ERRORS,
  'trino_unauthorized',
  'trino_not_set_up',
];

/** The final state of a job with nothing left to do. It stopped at `firstInvalid` unless it skips invalid records. */
export function finalStateOf(
  { skipInvalidRecord, records }: Pick<Job, 'skipInvalidRecord' | 'records'>,
  firstInvalid: { readonly record: number; readonly line: number } | undefined,
): { readonly state: 'success' | 'error'; readonly error: JobError | null } {
  if (firstInvalid && !skipInvalidRecord)
    return { state: 'error', error: { code: 'invalid_record', params: { ...firstInvalid } } };
  if (records.uncertain > 0)
    return { state: 'error', error: { code: 'uncertain', params: { count: records.uncertain } } };
  return { state: 'success', error: null };
}

/**
 * How many bytes of its file a job has yet to read. 0 once the job is done, even if it did not read left-out records at
 * the end of the file.
 */
export function unreadBytesOf(
  { state, error, cursor }: Pick<Job, 'state' | 'error' | 'cursor'>,
  upload: Pick<Upload, 'spoolBytes'>,
): number {
  const isDone = state === 'success' || (state === 'error' && error?.code === 'uncertain');
  return isDone ? 0 : unreadBytes(upload, cursor);
}

/** Whether the job can be resumed: it is paused, or ended in an error that lost nothing. */
export function isResumable({ state, error }: Pick<Job, 'state' | 'error'>): boolean {
  return state === 'paused' || (state === 'error' && error !== null && RESUMABLE_ERRORS.includes(error.code));
}
