import { useTranslations } from 'next-intl';
import type { ReviewView, ShownRecords } from '#lib/core/review/review-view.ts';

type ListedReview = Pick<ReviewView, 'job' | 'records' | 'fixedByMapping'>;

/** The name of a list of records, which differs for reviews of a job. */
export function useListName() {
  const t = useTranslations('review');
  return ({ job, records, fixedByMapping }: ListedReview, show: ShownRecords) => {
    if (job) return t(`ofJob.facets.${show}`);
    if (show !== 'fixed' || fixedByMapping === 0) return t(`facets.${show}`);
    return t(fixedByMapping < records.fixed ? 'facets.fixedByBoth' : 'facets.fixedByMapping');
  };
}
