'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useJobs } from '#components/job/use-job.ts';
import { JOBS } from '#components/paths.ts';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { RegionHead } from '#components/ui/surfaces/region.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Th } from '#components/ui/tables/table-head.tsx';
import type { JobSummary } from '#lib/core/view/job-view.ts';
import { RecentJobRow } from './recent-job-row.tsx';

/** The newest jobs, only the last one of each export; updated while jobs run. */
export function RecentJobs({ jobs }: { jobs: readonly JobSummary[] }) {
  const t = useTranslations('home.jobs');
  const current = useJobs(jobs);
  useRefreshOnChange(statesOf(jobs), statesOf(current));
  return (
    <section aria-labelledby="recent-jobs" className="min-w-0">
      <RegionHead
        title={<span id="recent-jobs">{t('title')}</span>}
        actions={
          jobs.length > 0 && (
            <Link href={JOBS} className="text-xs">
              {t('all')}
            </Link>
          )
        }
      />
      {jobs.length === 0 ? (
        <div className="rounded-card border border-border">
          <EmptyState title={t('empty')} level={3}>
            {t('emptyText')}
          </EmptyState>
        </div>
      ) : (
        <Table label={t('title')} cards>
          <RecentJobsHead />
          <tbody>
            {current.map((job) => (
              <RecentJobRow key={job.id} job={job} />
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}

function statesOf(jobs: readonly JobSummary[]): string {
  return jobs.map(({ id, state }) => `${id} ${state}`).join();
}

/** Refreshes the page when a job changes state, as that affects the rest of the page. */
function useRefreshOnChange(loadedStates: string, currentStates: string): void {
  const router = useRouter();
  useEffect(() => {
    if (currentStates !== loadedStates) router.refresh();
  }, [loadedStates, currentStates, router]);
}

export function RecentJobsHead() {
  const t = useTranslations('jobs.columns');
  const texts = useTranslations('home.jobs');
  return (
    <thead>
      <tr>
        <Th>{t('status')}</Th>
        <Th>{t('job')}</Th>
        <Th>{t('name')}</Th>
        <Th className="min-w-28">{texts('records')}</Th>
        <Th end>{t('accepted')}</Th>
        <Th end>{t('notAccepted')}</Th>
        <Th end>{t('notSent')}</Th>
        <Th end className="max-lg:hidden">
          {t('started')}
        </Th>
      </tr>
    </thead>
  );
}
