import type { Authentication } from '../access/authentication.ts';
import type { ActivationPlace } from '../audience/activation/saved-activation.ts';
import type { LogLine } from '../delivery/ledger.ts';
import type { Outage } from '../delivery/outage.ts';
import type { Job, Outcome, RepeatChoice } from '../job/job.ts';
import type { PlannedQuery } from '../query/saved-query.ts';
import type { Matching } from '../record/plan.ts';
import type { Deletion } from '../upload/retention.ts';
import type { IssueCount } from './record-view.ts';
import type { ReplicationFault } from './replication.ts';
import type { StorySum, StoryView } from './story-view.ts';

/** A job in a list. */
export interface JobSummary
  extends Pick<
    Job,
    | 'id'
    | 'type'
    | 'state'
    | 'request'
    | 'testEvent'
    | 'account'
    | 'records'
    | 'error'
    | 'createdAt'
    | 'startedAt'
    | 'endedAt'
  > {
  /** The name of its file, saved query, parent segment or activation, else the beginning of its query. */
  readonly name: string;
  /** Null for a query whose result is not sent. */
  readonly authentication: Pick<Authentication, 'id' | 'name' | 'target'> | null;
  /** Bytes of the file's records, and how many of them have been read. */
  readonly bytes: { readonly read: number; readonly total: number };
  readonly isResumable: boolean;
  /** Until when it worked: its end, its last log line before it paused, or now. */
  readonly workedUntil: number;
  /**
   * When the worker next tries to reach its unreachable destination; null for other jobs, if the worker never does, or
   * if it is about to.
   */
  readonly retryAt: number | null;
  /** The sum of the export that it belongs to; null if it has no records to send, or if the fixes cannot be read. */
  readonly story: StorySum | null;
  /** When this view was made, in milliseconds since 1970. */
  readonly at: number;
}

/** Whether a job sends records. Builds and queries whose result is not sent do not: all their numbers are 0. */
export function sendsRecords({ authentication }: Pick<JobSummary, 'authentication'>): boolean {
  return authentication !== null;
}

/** How long the file of a job is kept. */
export interface JobRetention {
  readonly deleted: Deletion | null;
  /** When it will be deleted; null if it was deleted or a job still needs it. */
  readonly dueAt: number | null;
  /** Other jobs with the same file. */
  readonly sharedWith: readonly number[];
}

/** A job for its page. */
export interface JobView
  extends JobSummary,
    Pick<
      Job,
      | 'connector'
      | 'destination'
      | 'skipInvalidRecord'
      | 'alreadyAccepted'
      | 'delivery'
      | 'resentAfterUnknown'
      | 'batches'
      | 'calls'
      | 'parentId'
    > {
  /** What it does with repeats in its file. `counted`: how many there are; null if they were not counted beforehand. */
  readonly repeats: {
    readonly choice: RepeatChoice;
    readonly counted: Job['countedRepeats'];
  };
  /** The export that it belongs to, with all of its jobs; null if it has no records to send. */
  readonly story: StoryView | null;
  /** The Trino server that its query was created for; null if there is none. */
  readonly engineAddress: string | null;
  /** Its file, or the frozen result of its query; null if there is none yet. */
  readonly uploadId: number | null;
  /** Jobs that resend records of this one, fixed or unchanged. */
  readonly children: readonly (Pick<Job, 'id' | 'state'> & { readonly isFixed: boolean })[];
  /** Whether it resends fixed records of another job. */
  readonly isFixed: boolean;
  /** Whether there are unread records. */
  readonly hasUnreadRecords: boolean;
  /** Whether it started so long ago that the receiving service may count a repeated event twice. */
  readonly isPastWindow: boolean;
  /** Number of noted records by outcome; accepted ones are noted only with a warning. */
  readonly noted: Readonly<Record<Outcome, number>>;
  readonly issues: readonly IssueCount[];
  /** How many records that were not accepted have each warning; null if there are too many to count. */
  readonly warningsOfNotAccepted: readonly IssueCount[] | null;
  /** The newest lines, oldest first. */
  readonly log: readonly LogLine[];
  readonly warnings: { readonly count: number; readonly log: readonly LogLine[] };
  /** The saved query of the job. */
  readonly savedQuery: PlannedQuery | null;
  /** The parent segment that the job builds; null for other jobs, and if it was deleted since. */
  readonly parentSegment: { readonly id: number; readonly name: string } | null;
  /** The activation of the job; null for other jobs, and if it was deleted since. */
  readonly activation: ActivationPlace | null;
  readonly retention: JobRetention;
  /** Why it waits for the receiving service; null if it does not. */
  readonly outage: Outage | null;
  /** Why no worker starts it, though it is queued; null if workers may start it. */
  readonly heldBackBy: ReplicationFault | null;
  /** Whether a worker is running. */
  readonly isWorkerAlive: boolean;
}

/** A call of the HTTP API. */
export interface ApiCall {
  readonly path: string;
  readonly body: string | null;
}

/** How to run a job again from a shell or by the HTTP API. */
export interface RerunInstructions extends Matching {
  readonly command: string;
  /**
   * Whether file and parameters reproduce the job. If not, the job itself is re-run: a build, or a job of a query, of
   * selected or fixed records, or for another destination.
   */
  readonly isWholeFile: boolean;
  readonly call: ApiCall;
}
