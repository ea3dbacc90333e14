import { useTranslations } from 'next-intl';
import type { ReviewShow, ReviewView } from '#lib/core/review/review-view.ts';

type ShownReview = Pick<ReviewView, 'job' | 'records' | 'repairedByMapping'>;

/** The name of a list of records, which differs for reviews of a job. */
export function useShowText() {
  const t = useTranslations('review');
  return ({ job, records, repairedByMapping }: ShownReview, show: ReviewShow) => {
    if (job) return t(`ofJob.facets.${show}`);
    if (show !== 'fixed' || repairedByMapping === 0) return t(`facets.${show}`);
    return t(repairedByMapping < records.fixed ? 'facets.fixedByBoth' : 'facets.fixedByMapping');
  };
}
