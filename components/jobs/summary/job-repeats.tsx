import { useTranslations } from 'next-intl';
import type { JobView } from '#lib/core/view/job-view.ts';

/** How many events of the job's file were sent more than once. If repeats were left out, JobBanner says so. */
export function JobRepeats({ job: { repeats } }: { job: JobView }) {
  const t = useTranslations('jobs.repeats');
  const { choice, counted } = repeats;
  const count = choice === 'keep' && counted ? counted.identical + counted.differing : 0;
  if (count === 0 || !counted) return null;
  return <p className="mt-3 text-sm text-text-muted">{t('keep', { ...counted, count })}</p>;
}
