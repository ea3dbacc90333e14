import { useTranslations } from 'next-intl';
import type { JobView } from '#lib/core/view/job-view.ts';

/** How many records repeat others, if the job does not leave repeats out; if it does, JobBanner shows their number. */
export function JobRepeats({ job: { repeats } }: { job: JobView }) {
  const t = useTranslations('jobs.repeats');
  const { choice, counted } = repeats;
  const count = choice === 'keep' && counted ? counted.identical + counted.differing : 0;
  if (count === 0 || !counted) return null;
  return <p className="mt-3 text-sm text-text-muted">{t('keep', { ...counted, count })}</p>;
}
