import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SheetBody } from '#components/layout/sheet.tsx';
import { ErrorState } from '#components/ui/feedback/error-state.tsx';
import { ReviewFailed } from './states/review-failed.tsx';
import { ReviewRunning } from './states/review-running.tsx';
import { isUnderWay, type useReview } from './use-review.ts';

interface ReviewBodyProps {
  review: ReturnType<typeof useReview>;
  /** The records, once the review is done. */
  children: ReactNode;
}

/** The content of a review in each of its states. */
export function ReviewBody({ review: { data: view, error, refetch }, children }: ReviewBodyProps) {
  const t = useTranslations('review.failed');
  return (
    <SheetBody padded={false} className="flex flex-col wide:overflow-hidden!">
      {view.state === 'ready' && children}
      {isUnderWay(view) && !error && <ReviewRunning view={view} />}
      {isUnderWay(view) && error && (
        <ErrorState title={t('state')} onRetry={() => void refetch()}>
          {error.message || t('stateText')}
        </ErrorState>
      )}
      {view.state === 'failed' && <ReviewFailed view={view} />}
    </SheetBody>
  );
}
