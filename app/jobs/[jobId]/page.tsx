import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JobSummaryPage } from '#components/jobs/job-summary.tsx';
import { measureThroughput } from '#lib/operations/measure-throughput.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { decideJob, forgetFile, killJob, pauseJob, resumeJob } from '../actions.ts';
import { jobOfPage } from '../job-of.ts';

type Props = PageProps<'/jobs/[jobId]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('jobs.columns');
  return { title: `${t('job')} ${(await jobOfPage(params)).id}` };
}

export default async function JobPage({ params }: Props) {
  const job = await jobOfPage(params);
  const controls = { kill: killJob, pause: pauseJob, resume: resumeJob, decide: decideJob, forget: forgetFile };
  const throughput = measureThroughput(await webRuntime(), job.id);
  return <JobSummaryPage initial={job} throughput={throughput} controls={controls} />;
}
