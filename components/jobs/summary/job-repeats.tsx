import { useTranslations } from 'next-intl';
import type { JobView } from '#lib/core/view/job-view.ts';

/** How many events of the job's file were sent more than once, or left out because they repeat others. */
export function JobRepeats({ job: { repeats } }: { job: JobView }) {
  const t = useTranslations('jobs.repeats');
  const { choice, leftOut, counted } = repeats;
  const kept = choice === 'keep' && counted ? counted.identical + counted.differing : 0;
  if (kept + leftOut === 0) return null;
  return (
    <p className="mt-3 text-sm text-text-muted">
      {choice !== 'keep' && t(choice, { count: leftOut })}
      {kept > 0 && counted && t('keep', { ...counted, count: kept })}
    </p>
  );
}
