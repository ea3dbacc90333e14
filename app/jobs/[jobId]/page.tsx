import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JobSummaryPage } from '#components/jobs/summary/job-summary.tsx';
import { jobOf } from '#lib/operations/jobs/control-job.ts';
import { describeRerun } from '#lib/operations/jobs/describe-rerun.ts';
import { measureThroughput } from '#lib/operations/records/measure-throughput.ts';
import { describeRerunOptions } from '#lib/runtime/operation-options.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { decideJob, fixJob, forgetFile, killJob, pauseJob, resendOfJob, resumeJob, runJobAgain } from '../actions.ts';
import { loadJob } from '../load-job.ts';

type Props = PageProps<'/jobs/[jobId]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('jobs.columns');
  return { title: `${t('job')} ${(await loadJob(params)).id}` };
}

export default async function JobPage({ params }: Props) {
  const view = await loadJob(params);
  const runtime = await webRuntime();
  const job = jobOf(runtime, view.id);
  return (
    <JobSummaryPage
      initial={view}
      throughput={measureThroughput(runtime, job.id)}
      instructions={describeRerun(job, describeRerunOptions(runtime))}
      controls={CONTROLS}
    />
  );
}

const CONTROLS = {
  kill: killJob,
  pause: pauseJob,
  resume: resumeJob,
  decide: decideJob,
  resend: resendOfJob,
  fix: fixJob,
  rerun: runJobAgain,
  forget: forgetFile,
};
