import type { IssueParams } from '../issue.ts';
import type { JobState } from '../job/job.ts';

export const SCHEDULED_KINDS = ['query', 'parent_segment', 'activation'] as const;
/** What has a schedule. A planned time that is neither skipped nor refused becomes a job of this kind. */
export interface Scheduled {
  readonly kind: (typeof SCHEDULED_KINDS)[number];
  readonly id: number;
}

export const PLANNED_RUN_STATES = ['waiting', 'started', 'skipped', 'refused'] as const;
/**
 * waiting: until the earlier runs end. started: it has a job. skipped: it gets no job, because it was missed or the
 * previous run had not ended. refused: its job could not be created.
 */
export type PlannedRunState = (typeof PLANNED_RUN_STATES)[number];

/** How long planned times without a job are listed. One with a job is kept as long as the job. */
export const JOBLESS_RUNS_KEPT_DAYS = 90;

/** One planned time, and its result. */
export interface PlannedRun {
  readonly id: number;
  readonly plannedAt: number;
  /** 0 for the run of the schedule; counted from 1 for the manual runs of the same time. */
  readonly manualNumber: number;
  readonly state: PlannedRunState;
  readonly jobId: number | null;
  /** The current state of its job. */
  readonly jobState: JobState | null;
  /** The first planned time missed before it. */
  readonly missedSince: number | null;
  /** Why there is no job. */
  readonly problem: { readonly code: string; readonly params: IssueParams } | null;
  /** When it was added, got its job, or got the reason why it has none. */
  readonly decidedAt: number;
}

/** The planned time of a manual run at this time: a whole second, because queries get planned times in seconds. */
export function wholeSecond(milliseconds: number): number {
  return milliseconds - (milliseconds % 1000);
}
