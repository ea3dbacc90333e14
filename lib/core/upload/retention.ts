import { UserError } from '../errors.ts';

/** Why an upload was deleted: by retention, or by a person. */
export type DeletionReason = 'retention' | 'requested';

/** When and why the bytes of an upload were deleted. Its metadata is kept. */
export interface Deletion {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly because: DeletionReason;
}

/** The error for a request that needs the deleted bytes. Its time is read by people: `2026-11-30 19:12 UTC`. */
export function deletedError({ at, because }: Deletion): UserError {
  const date = `${new Date(at).toISOString().slice(0, 'YYYY-MM-DDThh:mm'.length).replace('T', ' ')} UTC`;
  return new UserError('upload_deleted', { date, because });
}

/** The facts that determine how long an upload is kept. Times are milliseconds since 1970. */
export interface UploadUsage {
  readonly createdAt: number;
  readonly jobCount: number;
  /** Number of ended jobs, including those that can be resumed. */
  readonly endedJobCount: number;
  readonly lastEndedAt: number | null;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * When an upload is due for deletion: `days` days after its last job ended. An upload without a job is due `days` days
 * after it was received, but at least one day. Null while a job needs the upload.
 */
export function dueAt({ createdAt, jobCount, endedJobCount, lastEndedAt }: UploadUsage, days: number): number | null {
  if (jobCount === 0) return createdAt + Math.max(days, 1) * DAY_MS;
  return endedJobCount < jobCount || lastEndedAt === null ? null : lastEndedAt + days * DAY_MS;
}

/** The time before which data is deleted that is kept for so many days. */
export function retentionCutoff(now: number, days: number): number {
  return now - days * DAY_MS;
}
