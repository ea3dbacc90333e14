import { useTranslations } from 'next-intl';
import type { ReviewShow, ReviewView } from '#lib/core/review/review-view.ts';

/** What a list of records is called: of a job, by what is left to do. */
export function useShowText() {
  const t = useTranslations('review');
  return ({ job }: Pick<ReviewView, 'job'>, show: ReviewShow) => t(`${job ? 'ofJob.facets' : 'facets'}.${show}`);
}
