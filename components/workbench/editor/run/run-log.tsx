import { useTranslations } from 'next-intl';
import { LogText } from '#components/job/log-text.tsx';
import type { JobView } from '#lib/core/view/job-view.ts';

export function RunLog({ job }: { job: JobView | undefined }) {
  const t = useTranslations('workbench.results');
  const jobs = useTranslations('jobs.log');
  if (!job) return <p className="px-4 text-sm text-text-muted">{t('noRun')}</p>;
  return <LogText lines={job.log} label={jobs('titleOfJob', { id: String(job.id) })} />;
}
