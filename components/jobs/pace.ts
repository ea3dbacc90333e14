import type { JobSummary } from '#lib/core/job-view.ts';

/** How much of the file has been read, 0 to 1. */
export function shareRead({ bytes: { read, total } }: Pick<JobSummary, 'bytes'>): number {
  return total <= 0 ? 1 : Math.min(1, Math.max(0, read / total));
}

/** Events that have an outcome of the other side. */
export function sentOf({ records: { accepted, rejected, uncertain } }: Pick<JobSummary, 'records'>): number {
  return accepted + rejected + uncertain;
}

export interface Pace {
  /** Events a second. */
  readonly events: number;
  /** Bytes of the file a second. */
  readonly bytes: number;
}

/** How fast a job went from one moment to a later one; undefined where that says nothing. */
export function paceBetween(earlier: JobSummary, later: JobSummary): Pace | undefined {
  const seconds = (later.at - earlier.at) / 1000;
  if (seconds < 0.5) return undefined;
  return {
    events: Math.max(0, sentOf(later) - sentOf(earlier)) / seconds,
    bytes: Math.max(0, later.bytes.read - earlier.bytes.read) / seconds,
  };
}

/** How fast it went altogether; undefined for a job that has not begun. */
export function averagePace(job: JobSummary): Pace | undefined {
  const { startedAt, workedUntil, bytes } = job;
  if (startedAt === null) return undefined;
  const seconds = Math.max(0.001, (workedUntil - startedAt) / 1000);
  return { events: sentOf(job) / seconds, bytes: bytes.read / seconds };
}

/** Milliseconds until the file is read at this pace; undefined where nobody can say. */
export function timeLeft({ bytes: { read, total } }: JobSummary, pace: Pace | undefined): number | undefined {
  if (!pace || pace.bytes < 1) return undefined;
  return (Math.max(0, total - read) / pace.bytes) * 1000;
}
