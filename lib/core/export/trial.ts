import type { Job, JobError, JobState, RecordCounts } from '../job/job.ts';

/**
 * Ways to try an export before its events count. test: a few events are sent as test events. rehearsal: all events are
 * sent to the sandbox.
 */
export const TRIAL_KINDS = ['test', 'rehearsal'] as const;
export type TrialKind = (typeof TRIAL_KINDS)[number];

/** How many events are sent as test events. */
export const TEST_EVENTS = 10;

/** The last trial of a file, whether it has ended or not. */
export interface Trial extends Pick<Job, 'id' | 'createdAt' | 'endedAt'> {
  readonly kind: TrialKind;
  /** Whether the sandbox, not the receiving service, got the events. */
  readonly isSandbox: boolean;
  readonly state: JobState;
  readonly records: RecordCounts;
  readonly error: JobError | null;
  /** Whether the mapping or fixes have changed since the trial. */
  readonly isOutdated: boolean;
}
