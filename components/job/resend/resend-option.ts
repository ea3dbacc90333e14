import { LEFT_OUT_CODES } from '#lib/core/delivery/settle.ts';
import { countFixable, isFinal } from '#lib/core/job/job.ts';
import type { JobView } from '#lib/core/view/job-view.ts';

/** What a job can send again unchanged: rejected records, records not sent, or everything. */
export type ResendKind = 'rejected' | 'rest' | 'rerun';

/** The number of records that the job can send again, undefined in it if unknown; undefined if it can send none. */
export function resendOption(job: JobView, kind: ResendKind): { readonly count: number | undefined } | undefined {
  const { state, type, authentication, records, issues, isUnread, isResumable, retention } = job;
  if (!isFinal(state)) return undefined;
  if (kind === 'rerun' && type !== 'export') return { count: undefined };
  if (authentication === null || retention.deleted) return undefined;
  if (kind === 'rerun') return { count: isUnread ? undefined : records.read };
  if (kind === 'rejected') return records.rejected > 0 ? { count: records.rejected } : undefined;
  if (isResumable) return undefined; // resuming the job sends the rest
  const omitted = issues.filter(({ code }) => LEFT_OUT_CODES.includes(code));
  const leftOut = omitted.reduce((sum, issue) => sum + issue.records, 0);
  const count = records.not_sent - leftOut;
  if (count === 0 && !isUnread) return undefined;
  return { count: isUnread ? undefined : count };
}

/** What running a job again repeats. */
export function rerunScope({ type, parentId }: JobView): Exclude<JobView['type'], 'export'> | 'part' | 'whole' {
  if (type !== 'export') return type;
  return parentId === null ? 'whole' : 'part';
}

/** Whether the job has records that can be fixed, and still has its file. */
export function isFixable({ state, records, uploadId, authentication, retention }: JobView): boolean {
  const hasFile = uploadId !== null && !retention.deleted;
  return isFinal(state) && countFixable(records) > 0 && hasFile && authentication !== null;
}

export function isReal({ testEvent, authentication }: JobView): boolean {
  return !testEvent && authentication?.target === 'live';
}
