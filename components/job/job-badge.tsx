import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';
import type { JobSummary } from '#lib/core/view/job-view.ts';

/** A job's state, or the request that it has not carried out yet. */
export function JobBadge({ job: { state, request } }: { job: Pick<JobSummary, 'state' | 'request'> }) {
  const t = useTranslations('jobs');
  const isRequestPending = request !== null && (state === 'running' || state === 'queued');
  return <Badge tone={state}>{isRequestPending ? t(`requested.${request}`) : t(`states.${state}`)}</Badge>;
}
