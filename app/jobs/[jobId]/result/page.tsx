import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { JobResultPage } from '#components/jobs/job-result-page.tsx';
import { jobPath } from '#components/paths.ts';
import { hasResult } from '#lib/core/job/job.ts';
import { loadJob } from '../../load-job.ts';

type Props = PageProps<'/jobs/[jobId]/result'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations();
  return { title: `${t('workbench.jobTabs.result')} · ${t('jobs.columns.job')} ${(await loadJob(params)).id}` };
}

/** Redirects to the job's page if the job neither runs a query nor an activation, and so has no result. */
export default async function ResultOfJobPage({ params }: Props) {
  const job = await loadJob(params);
  if (!hasResult(job.type)) redirect(jobPath(job.id));
  return <JobResultPage initial={job} />;
}
