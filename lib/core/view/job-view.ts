import type { Authentication } from '../access/authentication.ts';
import type { LogLine } from '../delivery/ledger.ts';
import type { Job, Outcome } from '../job/job.ts';
import type { PlannedQuery } from '../query/saved-query.ts';
import type { Matching } from '../record/plan.ts';
import type { Deletion } from '../upload/retention.ts';
import type { IssueCount } from './record-view.ts';

/** A job as a list shows it: its own facts, and the names of what it works with. */
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
  /** The name of its file, or how its query begins. */
  readonly file: string;
  /** Null for a query whose result goes nowhere. */
  readonly authentication: Pick<Authentication, 'id' | 'name' | 'target'> | null;
  /** Bytes of the file's records, and how many of them have been read. */
  readonly bytes: { readonly read: number; readonly total: number };
  readonly isResumable: boolean;
  /** Until when somebody worked on it: its end, its last word before it paused, or now. */
  readonly workedUntil: number;
  /** When this was true, in milliseconds since 1970. */
  readonly at: number;
}

/** How long the file of a job is kept. */
export interface JobRetention {
  readonly deleted: Deletion | null;
  /** When it will be deleted; null for one that was, or that a job still needs. */
  readonly dueAt: number | null;
  /** Other jobs that were made of it. */
  readonly sharedWith: readonly number[];
}

/** A job as its page shows it. */
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
  /** The Trino that its query was created for; null where there is none. */
  readonly engineAddress: string | null;
  /** Its file, or the frozen result of its query; null while there is none. */
  readonly uploadId: number | null;
  /** Jobs that send records of this one again, repaired or as they were. */
  readonly children: readonly (Pick<Job, 'id' | 'state'> & { readonly isFixed: boolean })[];
  /** Whether it sends records of another job that were repaired since. */
  readonly isFixed: boolean;
  /** Whether records stand behind what was read. */
  readonly isUnread: boolean;
  /** Whether it began so long ago that the other side does not recognise its events any more. */
  readonly isPastWindow: boolean;
  /** Records with a row of their own on the records page, by outcome; accepted ones are those with a warning. */
  readonly noted: Readonly<Record<Outcome, number>>;
  readonly issues: readonly IssueCount[];
  /** The newest lines, oldest first. */
  readonly log: readonly LogLine[];
  readonly warnings: { readonly count: number; readonly log: readonly LogLine[] };
  /** The saved query that it came of. */
  readonly savedQuery: PlannedQuery | null;
  /** What becomes of the uploaded file. */
  readonly retention: JobRetention;
  /** Whether anybody is there to execute jobs. */
  readonly isWorkerAlive: boolean;
}

/** A call of the console's own API. */
export interface ApiCall {
  readonly path: string;
  readonly body: string | null;
}

/** What it takes to do a job again by other ways than its own page. */
export interface RerunInstructions extends Matching {
  /** The command of a shell. */
  readonly command: string;
  /** Whether a file and parameters are all it takes; a job of some records, or of repaired ones, is only run again. */
  readonly isWholeFile: boolean;
  readonly call: ApiCall;
}
