import type { JobSummary } from '#lib/core/view/job-view.ts';

/** How much of the file has been read, 0 to 1; undefined where there is nothing to read, as before a query has a result. */
export function shareRead({ bytes: { read, total } }: Pick<JobSummary, 'bytes'>): number | undefined {
  return total <= 0 ? undefined : Math.min(1, Math.max(0, read / total));
}

/** The same in whole percent. */
export function percentRead(job: Pick<JobSummary, 'bytes'>): number | undefined {
  const share = shareRead(job);
  return share === undefined ? undefined : Math.floor(share * 100);
}

/** What a progress bar shows: a job that rests before it has anything to read has an empty bar, not a moving one. */
export function shownPercent(job: Pick<JobSummary, 'bytes' | 'state'>): number | undefined {
  return percentRead(job) ?? (job.state === 'running' ? undefined : 0);
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
