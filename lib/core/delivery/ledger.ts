import type { IssueParams } from '../issue.ts';
import type { Job, JobError, JobRequest, JobState } from '../job/job.ts';
import type { Cursor } from '../record/row.ts';
import type { Upload } from '../upload/upload.ts';
import type { Decision } from './decision.ts';
import type { Digests } from './digests.ts';
import type { OutcomeTable, RecordOutcome } from './outcome-table.ts';

/**
 * The ledger: intents, which are committed before events are sent, and outcomes. The guarantees of a job depend on
 * these writes, and on the fence that allows them only to the current owner of the job.
 */

export const BATCH_STATES = ['sending', 'waiting', 'unknown', 'resend', 'done', 'narrowed', 'uncertain'] as const;
/**
 * - sending: a call may be in flight.
 * - waiting: nothing was accepted yet.
 * - unknown: events may have been accepted.
 * - resend: events may have been accepted, and a person decided to send them again.
 * - done: every record has its outcome.
 * - narrowed: refused as a whole; some of its records were rejected, the others continue in another batch.
 * - uncertain: a person has to decide.
 */
export type BatchState = (typeof BATCH_STATES)[number];
/** The states of a batch that is to be sent, or sent again, while no call of it is in flight. */
export type OpenState = Extract<BatchState, 'waiting' | 'unknown' | 'resend'>;

/** The events of one call. `leftOut` are valid records of the range that are not in the body. */
export interface BatchIntent {
  /** "7", or "7.1" for the rest of batch 7 after its rejected events were isolated. */
  readonly name: string;
  /** The reading position before the first record of the range. */
  readonly from: Cursor;
  readonly lastRecord: number;
  readonly endByte: number;
  readonly leftOut: readonly number[];
  readonly events: number;
  readonly bodySha256: string;
  /**
   * Only after a restore, or an undone move to PostgreSQL: the earliest time at which a call that this database lacks
   * may have sent the batch. That call is not counted in `attempts`.
   */
  readonly unknownSince?: number;
}

export interface Batch extends BatchIntent {
  readonly id: number;
  readonly state: BatchState;
  readonly attempts: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Milliseconds since 1970. */
  readonly firstSentAt: number;
  /** When the latest call ended, in milliseconds since 1970; null if none has. */
  readonly answeredAt: number | null;
  /** The latest exchange. */
  readonly exchange: Exchange;
}

/** Progress of reading: positions, count, and the records to store. */
export interface Progress {
  /** Where the previous progress ended, because no record may be skipped. */
  readonly from: Cursor;
  readonly to: Cursor;
  /** Number of records read since the last commit; record numbers may have gaps. */
  readonly read: number;
  readonly invalid: OutcomeTable;
  /** Valid records to store: with a warning, or left out of the call; `not_sent` until their batch is settled. */
  readonly noted: readonly OutcomeTable[];
  /** How many records in `noted` are left out because they repeat another record of the file. */
  readonly repeats: number;
}

/** One HTTP exchange, for the list of requests. */
export interface Exchange {
  readonly status: number | null;
  readonly requestId: string | null;
  readonly latencyMs: number;
}

/**
 * The outcome of every event of a batch. Records that are not listed are accepted without warnings, or uncertain if the
 * batch is.
 */
export interface Settlement {
  readonly state: 'done' | 'uncertain';
  readonly accepted: number;
  readonly rejected: number;
  readonly uncertain: number;
  readonly records: readonly RecordOutcome[];
  /** The digests of the accepted events, to recognize repeats. */
  readonly digests: Digests;
  /** Undefined if no call brought this outcome: the batch keeps its latest exchange. */
  readonly exchange: Exchange | undefined;
  /** Test calls made to find the outcome, in addition to the call of the intent. */
  readonly extraCalls: number;
}

/** The job that delivered an event, and when it was accepted, in milliseconds since 1970. */
export interface Acceptance {
  readonly job: number;
  readonly acceptedAt: number;
}

/** The latest acceptance of each event that was accepted before, by its index in the list that was looked up. */
export type Acceptances = ReadonlyMap<number, Acceptance>;

export const NO_ACCEPTANCES: Acceptances = new Map();

export type LogLevel = 'info' | 'warn' | 'error';

/** A line of a job's log; its text is rendered from code and params. */
export interface LogLine {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly level: LogLevel;
  readonly code: string;
  readonly params: IssueParams;
}

/** The parameter of a log line with an error's code. The other parameters fill the texts of the line and the error. */
export const LOGGED_ERROR = 'error_code';

/** The writes of a job's current owner. Each throws LeaseLost if another process owns the job. */
export interface JobLedger {
  /** The job at the time of the claim. */
  readonly job: Job;
  /** The job as stored now. */
  current(): Promise<Job>;
  /**
   * Makes the frozen result of the job's query the file that it sends, in one transaction with `complete`. From then on
   * nothing that its batches depend on changes; this moment is the reference time for event times. `types` are the
   * column types as named by the engine, `records` is the number of records, `fixesBytes` the length of the fixes that
   * belong to the job.
   */
  adopt(
    complete: () => Promise<Upload>,
    result: { readonly types: readonly string[]; readonly records: number; readonly fixesBytes: number },
  ): Promise<Upload>;
  /** Runs `work` in one transaction, unless another owner has claimed the job. Throws LeaseLost. */
  write(work: () => Promise<void>): Promise<void>;
  firstInvalid(): Promise<Pick<RecordOutcome, 'record' | 'line'> | undefined>;
  /** The first record with each of these issue codes, by code. */
  firstNoted(codes: ReadonlySet<string>): Promise<Map<string, number>>;
  openBatches(): Promise<readonly Batch[]>;
  /** Which of these events, by index, another job delivered within the duplicate window. */
  acceptedBefore(digests: Digests): Promise<Acceptances>;
  /** Commits progress and, if there is something to send, the intent. Rejects if the previous progress failed. */
  recordIntent(progress: Progress, intent: BatchIntent | undefined): Promise<Batch | undefined>;
  /** Commits one more try of a batch, before the call; counts its events if they may have been accepted. */
  recordAttempt(batch: Batch, bodySha256?: string): Promise<Batch>;
  /** Records that a call brought no outcome. Without an exchange, the batch keeps its latest one. */
  postpone(batch: Batch, state: OpenState, exchange: Exchange | undefined): Promise<void>;
  settle(batch: Batch, settlement: Settlement): Promise<void>;
  /** Ends a batch that was refused as a whole: some records get their outcome, the others continue in `next`. */
  narrow(
    batch: Batch,
    settlement: Omit<Settlement, 'state'>,
    next: BatchIntent | undefined,
  ): Promise<Batch | undefined>;
  /**
   * Applies a person's decision about an uncertain batch: count it as accepted, or send it again when the job
   * continues.
   */
  resolveUncertain(batch: Batch, decision: Decision, digests: Digests): Promise<void>;
  log(level: LogLevel, code: string, params?: IssueParams): Promise<void>;
  /** Extends the lease; returns its end in milliseconds since 1970, and a pending request. */
  heartbeat(): Promise<{ readonly leaseUntil: number; readonly request: JobRequest | null }>;
  /** Releases the job: ended, paused, or back in the queue. */
  finish(state: Exclude<JobState, 'running'>, error: JobError | null): Promise<void>;
}

/** Another process owns the job now; writes of this one have no effect. */
export class LeaseLost extends Error {
  constructor(jobId: number) {
    super(`job ${jobId} has passed to another owner`);
    this.name = 'LeaseLost';
  }
}
