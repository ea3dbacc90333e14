import { useTranslations } from 'next-intl';
import type { ReviewShow, ReviewView } from '#lib/core/review/review-view.ts';

type ShownReview = Pick<ReviewView, 'job' | 'records' | 'fixedByMapping'>;

/** The name of a list of records, which differs for reviews of a job. */
export function useShowText() {
  const t = useTranslations('review');
  return ({ job, records, fixedByMapping }: ShownReview, show: ReviewShow) => {
    if (job) return t(`ofJob.facets.${show}`);
    if (show !== 'fixed' || fixedByMapping === 0) return t(`facets.${show}`);
    return t(fixedByMapping < records.fixed ? 'facets.fixedByBoth' : 'facets.fixedByMapping');
  };
}
