import { LEFT_OUT_CODES } from '#lib/core/delivery/settle.ts';
import { countFixable, isFinal } from '#lib/core/job/job.ts';
import type { JobView } from '#lib/core/view/job-view.ts';

/** What can be repeated without fixes: sending the rejected records of a job, those not sent, or the whole job. */
export type ResendKind = 'rejected' | 'rest' | 'rerun';

/** How many records the job can send again, if any; `count` is undefined if the number is unknown. */
export function resendOption(job: JobView, kind: ResendKind): { readonly count: number | undefined } | undefined {
  const { state, type, authentication, records, isResumable, retention, story } = job;
  const hasUnreadRecords = job.hasUnreadRecords && (story?.hasUnreadRecords ?? true);
  if (!isFinal(state)) return undefined;
  if (kind === 'rerun' && type !== 'export') return { count: undefined };
  if (authentication === null || retention.deleted) return undefined;
  if (kind === 'rerun') return { count: hasUnreadRecords ? undefined : records.read };
  if (kind === 'rejected') {
    const count = countStillRejected(job);
    return count > 0 ? { count } : undefined;
  }
  if (isResumable) return undefined; // resuming the job sends the rest
  const unsent = countUnsent(job);
  if (unsent === 0 && !hasUnreadRecords) return undefined;
  return { count: hasUnreadRecords ? undefined : unsent };
}

/** What running a job again repeats. */
export function rerunScope({ type, parentId }: JobView): Exclude<JobView['type'], 'export'> | 'part' | 'whole' {
  if (type !== 'export') return type;
  return parentId === null ? 'whole' : 'part';
}

/** How many records no job of the export has sent, without those that would be left out again. */
function countUnsent({ records, issues, story }: JobView): number {
  if (story && story.unsent !== null) return story.unsent;
  const leftOut = issues.filter(({ code }) => LEFT_OUT_CODES.includes(code));
  return records.not_sent - leftOut.reduce((sum, issue) => sum + issue.records, 0);
}

/** How many rejected records of this job no later job has resolved. */
function countStillRejected({ id, story }: JobView): number {
  const rejections = story?.reasons.filter(({ job, result }) => job === id && result === 'rejected') ?? [];
  return rejections.reduce((sum, { records }) => sum + records, 0);
}

/**
 * The open records of the job's export that can be fixed, if its first job has ended and its file still exists;
 * undefined if there are none.
 */
export function fixableOf({ story, retention }: Pick<JobView, 'story' | 'retention'>): Fixable | undefined {
  const first = story?.steps[0];
  if (!story || !first || !isFinal(first.state) || retention.deleted) return undefined;
  const count = countFixable(story.records);
  return count === 0 ? undefined : { job: story.first, count };
}

export interface Fixable {
  /** The first job of the export, under which the records are fixed. */
  readonly job: number;
  readonly count: number;
}

export function sendsRealEvents({ testEvent, authentication }: JobView): boolean {
  return !testEvent && authentication?.target === 'live';
}
