import type { IssueParams } from '../issue.ts';
import type { Job, JobError, JobRequest, JobState } from '../job/job.ts';
import type { Cursor } from '../record/row.ts';
import type { Upload } from '../upload/upload.ts';
import type { Decision } from './decision.ts';
import type { OutcomeTable, RecordOutcome } from './outcome-table.ts';

/**
 * The ledger: what was meant to be sent, committed before it is sent, and what became of it. Everything a job promises
 * rests on these few writes, and on the fence that lets only the present owner of a job make them.
 */

export const BATCH_STATES = ['sending', 'waiting', 'unknown', 'resend', 'done', 'narrowed', 'uncertain'] as const;
/**
 * sending: a call may be under way. waiting: nothing of it was taken yet. unknown: it may have been taken. resend: so too,
 * and a person decided that it goes out again. done: every record has its outcome. narrowed: refused whole, its records
 * went on in other batches. uncertain: a person decides.
 */
export type BatchState = (typeof BATCH_STATES)[number];

/** A call's worth of events. `leftOut` are valid records of the range that the body does not carry. */
export interface BatchIntent {
  /** "7", or "7.1" for what is left of batch 7 after it was narrowed down. */
  readonly name: string;
  /** The reading position before the first record of the range. */
  readonly from: Cursor;
  readonly lastRecord: number;
  readonly endByte: number;
  readonly leftOut: readonly number[];
  readonly events: number;
  readonly bodySha256: string;
  /** Since when it may have been sent, by what a backup does not know. Such a batch is no call yet. */
  readonly unknownSince?: number;
}

export interface Batch extends BatchIntent {
  readonly id: number;
  readonly state: BatchState;
  readonly attempts: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Milliseconds since 1970, as is `answeredAt`; null while no answer has come. */
  readonly firstSentAt: number;
  readonly answeredAt: number | null;
  /** The latest one. */
  readonly exchange: Exchange;
}

/** The progress of reading: how far, how much, and what was not worth sending. */
export interface Progress {
  readonly to: Cursor;
  /** How many records were read since the last time; numbers may be left out between them. */
  readonly read: number;
  readonly invalid: OutcomeTable;
  /** Valid records to be noted, for a warning or because they are left out; they stand as `not_sent` until their batch is settled. */
  readonly noted: readonly RecordOutcome[];
}

/** How one HTTP exchange went, for the list of requests. */
export interface Exchange {
  readonly status: number | null;
  readonly requestId: string | null;
  readonly latencyMs: number;
}

/** The outcome of every event of a batch. Records that are not listed are plainly accepted, or all uncertain. */
export interface Settlement {
  readonly state: 'done' | 'uncertain';
  readonly accepted: number;
  readonly rejected: number;
  readonly uncertain: number;
  readonly records: readonly RecordOutcome[];
  /** What the accepted events are recognised by, should they come again. */
  readonly identities: readonly string[];
  readonly exchange: Exchange;
  /** Calls made to find out, beside the one of the intent. */
  readonly extraCalls: number;
}

/** That an event was accepted: by which job, and when, in milliseconds since 1970. */
export interface Acceptance {
  readonly job: number;
  readonly acceptedAt: number;
}

export type LogLevel = 'info' | 'warn' | 'error';

/** A line of a job's log; its text is made from code and params when it is shown. */
export interface LogLine {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly level: LogLevel;
  readonly code: string;
  readonly params: IssueParams;
}

/** The writes of a job's present owner. Each throws LeaseLost when the job has passed to another. */
export interface JobLedger {
  /** The job as it was claimed. */
  readonly job: Job;
  /** The job as it stands in the ledger. */
  current(): Job;
  /**
   * The frozen result of the job's query becomes the file that it sends, together with what `complete` commits. From then on
   * nothing that its batches depend on changes; event times are judged by this moment. `types` are those of its columns, in
   * the engine's words.
   */
  adopt(complete: () => Upload, types: readonly string[]): Promise<Upload>;
  firstInvalid(): Pick<RecordOutcome, 'record' | 'line'> | undefined;
  /** The first record that has each of these issue codes, by code. */
  firstNoted(codes: ReadonlySet<string>): Map<string, number>;
  openBatches(): readonly Batch[];
  /** Which of these events another job got accepted and the other side still recognises. */
  acceptedBefore(identities: readonly string[]): Promise<ReadonlyMap<string, Acceptance>>;
  /** Commits progress and, where there is something to send, the intent to send it. */
  intend(progress: Progress, intent: BatchIntent | undefined): Promise<Batch | undefined>;
  /** Commits one more attempt of a batch, before the call. What may have been taken counts as sent again. */
  attempt(batch: Batch, bodySha256?: string): Promise<Batch>;
  /** Notes that a call brought no outcome. */
  postpone(batch: Batch, state: 'waiting' | 'unknown', exchange: Exchange | undefined): Promise<void>;
  settle(batch: Batch, settlement: Settlement): Promise<void>;
  /** Ends a batch that was refused whole: some records get their outcome, the others go on in `next`. */
  narrow(
    batch: Batch,
    settlement: Omit<Settlement, 'state'>,
    next: BatchIntent | undefined,
  ): Promise<Batch | undefined>;
  /** What a person decides of an uncertain batch: it was taken after all, or it goes out again when the job goes on. */
  overrule(batch: Batch, decision: Decision, identities: readonly string[]): Promise<void>;
  log(level: LogLevel, code: string, params?: IssueParams): Promise<void>;
  /** Extends the lease, to this moment in milliseconds since 1970, and tells what was asked for meanwhile. */
  heartbeat(): { readonly leaseUntil: number; readonly request: JobRequest | null };
  /** Gives the job up: ended, waiting for a person, or back in the queue. */
  finish(state: Exclude<JobState, 'running'>, error: JobError | null): Promise<void>;
}

/** The job belongs to another process now: whatever this one still meant to write is void. */
export class LeaseLost extends Error {
  constructor(jobId: number) {
    super(`job ${jobId} has passed to another owner`);
    this.name = 'LeaseLost';
  }
}
