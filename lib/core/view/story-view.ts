import type { Job, RecordCounts } from '../job/job.ts';
import type { Result, StoryStep } from '../job/story.ts';

/** The sum of an export: of its first job, and all jobs that sent records of it again. */
export interface StorySum {
  /** ID of the first job. */
  readonly first: number;
  /** How many jobs it has. */
  readonly jobs: number;
  readonly records: RecordCounts;
  /** How many records are open: rejected, invalid or uncertain in the end. */
  readonly open: number;
}

/** One job of an export, and what it changed. */
export interface StoryJob
  extends Pick<Job, 'id' | 'state' | 'records' | 'createdAt' | 'startedAt'>,
    Omit<StoryStep, 'job'> {
  /** Whether the job sent fixed records again. */
  readonly isFixed: boolean;
}

/** Why records of an export are open. */
export interface OpenReason {
  /** The job that the outcome comes from, and when that job ended; `endedAt` is null before that. */
  readonly job: number;
  readonly endedAt: number | null;
  readonly result: Exclude<Result, 'left_out'>;
  /** An issue code; once the job has ended, `rejected` for every rejection. */
  readonly code: string;
  readonly records: number;
  /** The columns that the issue was found in. */
  readonly columns: readonly string[];
  /** For a rejection: the receiving service's message, and how the connector classifies it. */
  readonly rejection?: Rejection;
}

/** A message of the receiving service about a record that it rejected. Numbers in it differ from record to record. */
interface Rejection {
  readonly message: string;
  /** The key of its explanation; `unknown` if the connector does not know the message. */
  readonly reason: string;
  /** The field that it is about; null if it names none. */
  readonly field: string | null;
}

/** An export with its jobs, for the page of one of them. */
export interface StoryView extends StorySum {
  readonly steps: readonly StoryJob[];
  /** Most records first. */
  readonly reasons: readonly OpenReason[];
  /** Open records that a person has left out since the first job. */
  readonly leftOut: number;
  /**
   * Records that were left out in the review, so that no job has read them; null if there are none, or if the file is
   * gone.
   */
  readonly leftOutBefore: LeftOutRecords | null;
  /** Unsent records that were not left out deliberately; null if the counters of a single job are the sum. */
  readonly unsent: number | null;
  /** Whether no job has read the file to its end. */
  readonly hasUnreadRecords: boolean;
}

/** Records of a file that its jobs do not read or count. */
export interface LeftOutRecords {
  readonly records: number;
  /** The record that is left out because it looks like a total row. */
  readonly totalRow: number | null;
}

/** What happened to one record in one job. */
export interface RecordStep {
  readonly job: number;
  /** When the job ended, or began if it has not ended; null if it has not begun. */
  readonly at: number | null;
  /** Whether the record was fixed between the previous job and this one. */
  readonly isFixed: boolean;
  readonly outcome: Result | 'accepted' | 'not_sent' | 'waiting';
  /** The codes of its issues in that job. */
  readonly codes: readonly string[];
}
