import { countFixable, isFinal } from '#lib/core/job/job.ts';
import type { JobView } from '#lib/core/view/job-view.ts';

/** What can be done again as it was: what Pinterest refused, what was never sent, all of it. */
export type AgainKind = 'rejected' | 'rest' | 'rerun';

const LEFT_OUT = 'already_accepted';

/** Whether there is something of this kind to do, and with how many records: undefined where nobody knows. */
export function againOf(job: JobView, kind: AgainKind): { readonly count: number | undefined } | undefined {
  const { state, type, authentication, records, issues, isUnread, isResumable, retention } = job;
  if (!isFinal(state)) return undefined;
  if (kind === 'rerun' && type === 'query') return { count: undefined };
  if (authentication === null || retention.deleted) return undefined;
  if (kind === 'rerun') return { count: isUnread ? undefined : records.read };
  if (kind === 'rejected') return records.rejected > 0 ? { count: records.rejected } : undefined;
  if (isResumable) return undefined; // it sends the rest itself, when it goes on
  const leftOut = issues.find(({ code }) => code === LEFT_OUT)?.records ?? 0;
  const known = records.not_sent - leftOut;
  if (known === 0 && !isUnread) return undefined;
  return { count: isUnread ? undefined : known };
}

/** What a job does when it is run again. */
export function rerunOf({ type, parentId }: JobView): 'query' | 'part' | 'whole' {
  if (type === 'query') return 'query';
  return parentId === null ? 'whole' : 'part';
}

/** Whether there are records that can be repaired, and a file that has their values. */
export function isFixable({ state, records, uploadId, authentication, retention }: JobView): boolean {
  const hasFile = uploadId !== null && !retention.deleted;
  return isFinal(state) && countFixable(records) > 0 && hasFile && authentication !== null;
}

export function isReal({ testEvent, authentication }: JobView): boolean {
  return !testEvent && authentication?.target === 'live';
}
