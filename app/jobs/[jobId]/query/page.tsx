import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { JobQueryPage } from '#components/jobs/job-query-page.tsx';
import { webRuntime } from '#lib/web/runtime.ts';
import { loadJob } from '../../load-job.ts';

type Props = PageProps<'/jobs/[jobId]/query'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations();
  return { title: `${t('workbench.jobTabs.query')} · ${t('jobs.columns.job')} ${(await loadJob(params)).id}` };
}

export default async function QueryOfJobPage({ params }: Props) {
  const job = await loadJob(params);
  const { jobs, plannedRuns } = await webRuntime();
  const { query } = jobs.find(job.id) ?? notFound();
  const saved = plannedRuns.queryOfJob(job.id);
  return (
    <JobQueryPage
      initial={job}
      query={query ?? notFound()}
      saved={saved === undefined ? null : { id: saved.id, name: saved.name }}
    />
  );
}
