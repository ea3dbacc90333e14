import { useTranslations } from 'next-intl';
import { ProgressBar } from '#components/ui/charts/progress-bar.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { isFinal } from '#lib/core/job/job.ts';
import { type JobSummary, sendsRecords } from '#lib/core/view/job-view.ts';
import { shownPercent } from './pace.ts';

/** The number of records read, if the job sends records, and its progress while it is running or paused. */
export function JobReadProgress({ job }: { job: JobSummary }) {
  const t = useTranslations('jobs.progress');
  const count = sendsRecords(job) ? <Num value={job.records.read} /> : <span className="text-text-muted">—</span>;
  if (isFinal(job.state) || job.state === 'queued') return count;
  return (
    <span className="inline-flex items-center justify-end gap-2.5">
      <span className="w-14">
        <ProgressBar label={t('label')} value={shownPercent(job)} paused={job.state === 'paused'} />
      </span>
      {count}
    </span>
  );
}
