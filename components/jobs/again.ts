import { countFixable, isFinal } from '#lib/core/job.ts';
import type { JobView } from '#lib/core/job-view.ts';

/** What can go out again as it was: what Pinterest refused, what was never sent, all of it. */
export type AgainKind = 'rejected' | 'rest' | 'rerun';

const LEFT_OUT = 'already_accepted';

/** Whether there is something of this kind to send, and how many records: undefined where they were not all read. */
export function againOf(job: JobView, kind: AgainKind): { readonly count: number | undefined } | undefined {
  const { state, records, issues, isUnread, isResumable, retention } = job;
  if (!isFinal(state) || retention.deleted) return undefined;
  if (kind === 'rerun') return { count: isUnread ? undefined : records.read };
  if (kind === 'rejected') return records.rejected > 0 ? { count: records.rejected } : undefined;
  if (isResumable) return undefined; // it sends the rest itself, when it goes on
  const leftOut = issues.find(({ code }) => code === LEFT_OUT)?.records ?? 0;
  const known = records.not_sent - leftOut;
  if (known === 0 && !isUnread) return undefined;
  return { count: isUnread ? undefined : known };
}

/** Whether there are records that can be repaired, and a file that has their values. */
export function isFixable({ state, records, hasFile, authentication, retention }: JobView): boolean {
  return isFinal(state) && countFixable(records) > 0 && hasFile && authentication !== null && !retention.deleted;
}

export function isReal({ testEvent, authentication }: JobView): boolean {
  return !testEvent && authentication?.target === 'live';
}
