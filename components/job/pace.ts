import { clamp } from '#lib/core/clamp.ts';
import type { JobSummary } from '#lib/core/view/job-view.ts';

/** The share of the file that has been read, 0 to 1; undefined without a file, such as while a query has no result. */
export function shareRead({ bytes: { read, total } }: Pick<JobSummary, 'bytes'>): number | undefined {
  return total <= 0 ? undefined : clamp(read / total, 0, 1);
}

/** The share read in percent, rounded down. */
export function percentRead(job: Pick<JobSummary, 'bytes'>): number | undefined {
  const share = shareRead(job);
  return share === undefined ? undefined : Math.floor(share * 100);
}

/** The value of a progress bar: undefined, which animates the bar, only for a running job without a file. */
export function shownPercent(job: Pick<JobSummary, 'bytes' | 'state'>): number | undefined {
  return percentRead(job) ?? (job.state === 'running' ? undefined : 0);
}

/** Events that were sent, even if the response was lost: accepted, rejected and uncertain ones. */
export function sentOf({ records: { accepted, rejected, uncertain } }: Pick<JobSummary, 'records'>): number {
  return accepted + rejected + uncertain;
}

export interface Pace {
  readonly eventsPerSecond: number;
  /** Of the file. */
  readonly bytesPerSecond: number;
}

/** The pace between two states of a job; undefined if they are too close to measure it. */
export function paceBetween(earlier: JobSummary, later: JobSummary): Pace | undefined {
  const seconds = (later.at - earlier.at) / 1000;
  if (seconds < 0.5) return undefined;
  return {
    eventsPerSecond: Math.max(0, sentOf(later) - sentOf(earlier)) / seconds,
    bytesPerSecond: Math.max(0, later.bytes.read - earlier.bytes.read) / seconds,
  };
}

/** The average pace; undefined for a job that has not started. */
export function averagePace(job: JobSummary): Pace | undefined {
  const { startedAt, workedUntil, bytes } = job;
  if (startedAt === null) return undefined;
  const seconds = Math.max(0.001, (workedUntil - startedAt) / 1000);
  return { eventsPerSecond: sentOf(job) / seconds, bytesPerSecond: bytes.read / seconds };
}

/** The time that the rest of the file takes at this pace; undefined if unknown. */
export function timeLeftMs({ bytes: { read, total } }: JobSummary, pace: Pace | undefined): number | undefined {
  if (!pace || pace.bytesPerSecond < 1) return undefined;
  return (Math.max(0, total - read) / pace.bytesPerSecond) * 1000;
}
