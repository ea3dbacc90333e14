import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { JobQueryPage } from '#components/jobs/job-query-page.tsx';
import { jobPath } from '#components/paths.ts';
import { viewJobQuery } from '#lib/commands/console/jobs.ts';
import { load } from '#lib/web/run-command.ts';
import { loadJob } from '../../load-job.ts';

type Props = PageProps<'/jobs/[jobId]/query'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations();
  return { title: `${t('workbench.jobTabs.query')} · ${t('jobs.columns.job')} ${(await loadJob(params)).id}` };
}

/** Redirects to the job's page if the job has no query. */
export default async function QueryOfJobPage({ params }: Props) {
  const job = await loadJob(params);
  const { query, saved } = await load(viewJobQuery, { job: job.id });
  if (!query) redirect(jobPath(job.id));
  return <JobQueryPage initial={job} query={query} saved={saved} />;
}
