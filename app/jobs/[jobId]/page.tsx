import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JobSummaryPage } from '#components/jobs/summary/job-summary.tsx';
import { viewThroughput } from '#lib/commands/console/job-parts.ts';
import { viewRerunInstructions } from '#lib/commands/console/jobs.ts';
import { load } from '#lib/web/run-command.ts';
import { decideJob, deleteJobFile, fixJob, killJob, pauseJob, rerunJob, resendRecords, resumeJob } from '../actions.ts';
import { loadJob } from '../load-job.ts';

type Props = PageProps<'/jobs/[jobId]'>;

const CONTROLS = {
  kill: killJob,
  pause: pauseJob,
  resume: resumeJob,
  decide: decideJob,
  resend: resendRecords,
  fix: fixJob,
  rerun: rerunJob,
  deleteFile: deleteJobFile,
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('jobs.columns');
  return { title: `${t('job')} ${(await loadJob(params)).id}` };
}

export default async function JobPage({ params }: Props) {
  const initial = await loadJob(params);
  const job = initial.id;
  return (
    <JobSummaryPage
      initial={initial}
      throughput={await load(viewThroughput, { job })}
      instructions={await load(viewRerunInstructions, { job })}
      controls={CONTROLS}
    />
  );
}
