import type { IssueParams } from './issue.ts';
import type { Mapping } from './plan.ts';
import type { Cursor } from './row.ts';

export const JOB_STATES = ['queued', 'running', 'paused', 'success', 'error', 'killed'] as const;
export type JobState = (typeof JOB_STATES)[number];

export const OUTCOMES = ['accepted', 'rejected', 'invalid', 'not_sent', 'uncertain'] as const;
/** What became of a record. */
export type Outcome = (typeof OUTCOMES)[number];

/** Why a job is paused or ended in error; null while nothing is wrong. */
export interface JobError {
  readonly code: string;
  readonly params: IssueParams;
}

/** Records by what became of them. At every moment `read` is the sum of the others. */
export interface RecordCounts extends Readonly<Record<Outcome, number>> {
  readonly read: number;
}

/** What a job freezes when it is created, so that a batch comes out the same, byte for byte, whenever it is built. */
export interface FrozenExport {
  readonly connector: string;
  readonly parameters: unknown;
  readonly account: string;
  readonly testEvent: boolean;
  readonly skipInvalidRecord: boolean;
  readonly mapping: Mapping;
  /** Unix seconds. */
  readonly referenceTime: number;
  readonly rulesVersion: string;
  readonly maxEvents: number;
  readonly maxBytes: number;
  /** What to do with events that an earlier job got accepted within the other side's window for duplicates. */
  readonly alreadyAccepted: 'skip' | 'send';
}

/** One execution of an export. Times are milliseconds since 1970. */
export interface Job extends FrozenExport {
  readonly id: number;
  readonly state: JobState;
  /** Asked for by a person, and not yet acknowledged by whoever executes the job. */
  readonly request: 'pause' | 'kill' | null;
  readonly uploadId: number;
  readonly authenticationId: number;
  readonly cursor: Cursor;
  readonly records: RecordCounts;
  readonly resentAfterUnknown: number;
  readonly batches: number;
  readonly calls: number;
  readonly error: JobError | null;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
}

const FINAL: ReadonlySet<JobState> = new Set(['success', 'error', 'killed']);

export function isFinal(state: JobState): boolean {
  return FINAL.has(state);
}

/** Codes of an ended job's error behind which everything is kept, so that the job can go on. */
const RESUMABLE: ReadonlySet<string> = new Set(['gave_up', 'refused', 'internal_error']);

/** Whether `resume` may take the job up again: it waits for a person, or ended in an error that lost nothing. */
export function isResumable({ state, error }: Pick<Job, 'state' | 'error'>): boolean {
  return state === 'paused' || (state === 'error' && error !== null && RESUMABLE.has(error.code));
}
