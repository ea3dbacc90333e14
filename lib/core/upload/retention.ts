import { UserError } from '../errors.ts';

/** Why an upload was deleted: its time was over, or a person asked for it. */
export type DeletionReason = 'retention' | 'asked';

/** When the bytes of an upload were deleted, and why. What is known about it stays. */
export interface Deletion {
  readonly at: number;
  readonly because: DeletionReason;
}

/** What whoever needs the bytes is told. */
export function deletedError({ at, because }: Deletion): UserError {
  return new UserError('upload_deleted', { date: new Date(at).toISOString(), because });
}

/** What the time an upload is kept for depends on. */
export interface UploadUsage {
  readonly createdAt: number;
  readonly jobs: number;
  /** How many of the jobs have ended, also in an error that could be resumed. */
  readonly ended: number;
  readonly lastEndedAt: number | null;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * When an upload is due to be deleted: so many days after its last job has ended, or, for one that was never exported,
 * after it came in. Null while a job needs it. One that waits for its export has a day at least, whatever is set.
 */
export function dueAt({ createdAt, jobs, ended, lastEndedAt }: UploadUsage, days: number): number | null {
  if (jobs === 0) return createdAt + Math.max(days, 1) * DAY;
  return ended < jobs || lastEndedAt === null ? null : lastEndedAt + days * DAY;
}

/** What was received before this moment is forgotten. */
export function retentionCutoff(now: number, days: number): number {
  return now - days * DAY;
}
