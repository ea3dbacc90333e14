'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { getJson } from '#components/http/request-json.ts';
import { JobBadge } from '#components/job/job-badge.tsx';
import { JobReadProgress } from '#components/job/job-read-progress.tsx';
import type { JobSummary } from '#lib/core/view/job-view.ts';

const POLL_MS = 1000;

/** The progress of a running task's job. */
export function TaskJobProgress({ job }: { job: number }) {
  const t = useTranslations('workflow-attempts.columns');
  const { data } = useQuery({
    queryKey: ['jobs', String(job)],
    queryFn: ({ signal }) => getJson<readonly JobSummary[]>(`/api/jobs?ids=${job}`, signal),
    refetchInterval: POLL_MS,
  });
  const summary = data?.[0];
  if (!summary) return null;
  return (
    <p className="flex flex-wrap items-center gap-3 text-sm text-text-muted">
      {t('job')} <JobBadge job={summary} />
      {summary.authentication !== null && <JobReadProgress job={summary} />}
    </p>
  );
}
