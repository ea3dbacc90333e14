import { useTranslations } from 'next-intl';
import type { ReviewShow, ReviewView } from '#lib/core/review/review-view.ts';

/** The name of a list of records, which differs for reviews of a job. */
export function useShowText() {
  const t = useTranslations('review');
  return ({ job }: Pick<ReviewView, 'job'>, show: ReviewShow) => t(`${job ? 'ofJob.facets' : 'facets'}.${show}`);
}
