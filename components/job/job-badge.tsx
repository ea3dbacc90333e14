import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';
import type { JobSummary } from '#lib/core/view/job-view.ts';

/** A job's state, or what it was asked to do and has not done yet. */
export function JobBadge({ job: { state, request } }: { job: Pick<JobSummary, 'state' | 'request'> }) {
  const t = useTranslations('jobs');
  const isAsked = request !== null && (state === 'running' || state === 'queued');
  return <Badge tone={state}>{isAsked ? t(`asked.${request}`) : t(`states.${state}`)}</Badge>;
}
