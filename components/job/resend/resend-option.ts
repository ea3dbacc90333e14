import { LEFT_OUT_CODES } from '#lib/core/delivery/settle.ts';
import { countFixable, isFinal } from '#lib/core/job/job.ts';
import type { JobView } from '#lib/core/view/job-view.ts';

/** What can be repeated without fixes: sending the rejected records of a job, those not sent, or the whole job. */
export type ResendKind = 'rejected' | 'rest' | 'rerun';

/** How many records would be sent again; undefined if the number is unknown. */
interface ResendOption {
  readonly count: number | undefined;
}

/** What the job can send again, if anything. */
export function resendOption(job: JobView, kind: ResendKind): ResendOption | undefined {
  if (!isFinal(job.state)) return undefined;
  if (kind === 'rerun' && job.type !== 'export') return { count: undefined };
  if (job.authentication === null || job.retention.deleted) return undefined;
  return OPTIONS[kind](job);
}

/** The options of an ended export whose file still exists. */
const OPTIONS: Readonly<Record<ResendKind, (job: JobView) => ResendOption | undefined>> = {
  rerun: (job) => ({ count: hasUnreadRecords(job) ? undefined : job.records.read }),
  rejected: (job) => {
    const count = countStillRejected(job);
    return count > 0 ? { count } : undefined;
  },
  rest: (job) => {
    if (job.isResumable) return undefined; // resuming the job sends the rest
    if (hasUnreadRecords(job)) return { count: undefined };
    const count = countUnsent(job);
    return count === 0 ? undefined : { count };
  },
};

/** Whether neither the job nor the other jobs of its export have read all records. */
export function hasUnreadRecords(job: JobView): boolean {
  return job.hasUnreadRecords && (job.story?.hasUnreadRecords ?? true);
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
