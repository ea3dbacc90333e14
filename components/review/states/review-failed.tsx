import { useTranslations } from 'next-intl';
import { useCodeText } from '#components/http/use-code-text.ts';
import { jobPath, stepPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { StatusIcon } from '#components/ui/feedback/status-icon.tsx';
import type { ReviewView } from '#lib/core/review/review-view.ts';

/** Why a review failed, and a link for starting it again. */
export function ReviewFailed({ view: { upload, job, error } }: { view: ReviewView }) {
  const t = useTranslations('review.failed');
  const textOf = useCodeText('errors');
  return (
    <EmptyState
      title={t('title')}
      icon={<StatusIcon tone="error" className="size-6 text-error" />}
      actions={
        <ButtonLink size="sm" href={job ? jobPath(job.id) : stepPath(upload, 'match')}>
          {t(job ? 'jobAction' : 'action')}
        </ButtonLink>
      }
    >
      {textOf(error?.code ?? 'review_failed', error?.params)}
    </EmptyState>
  );
}
