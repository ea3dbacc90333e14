import { ArrowRight, Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SheetFoot } from '#components/layout/sheet.tsx';
import { reviewCsvPath, stepPath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import type { ReviewView } from '#lib/core/review/review-view.ts';

export interface ReviewFootProps {
  view: ReviewView;
  /** How many ready records are left out because they repeat others; null while that is not known. */
  repeatsLeftOut?: number | null;
  children?: ReactNode;
}

/** The counts of the review in one line, and the next steps. */
export function ReviewFoot({ view, repeatsLeftOut = 0, children }: ReviewFootProps) {
  const t = useTranslations('review.foot');
  const { upload, state, records, next } = view;
  const b = (chunks: ReactNode) => <b className="font-semibold tabular-nums">{chunks}</b>;
  return (
    <SheetFoot>
      <p className="text-sm max-wide:w-full">
        {t.rich('errors', { b, count: records.invalid })} <span aria-hidden>·</span>{' '}
        {t.rich('warnings', { b, count: records.warned })} <span aria-hidden>·</span>{' '}
        {t.rich('fixed', { b, count: records.fixed })}
        {repeatsLeftOut !== null && repeatsLeftOut > 0 && (
          <>
            {' '}
            <span aria-hidden>·</span> {t.rich('repeats', { b, count: repeatsLeftOut })}
          </>
        )}
      </p>
      {children}
      {/* On a second line, too, these stay together on the right. */}
      <span className="flex items-center gap-3 wide:ml-auto max-wide:contents max-wide:[&>:is(a,button)]:flex-1">
        {state === 'ready' && records.invalid > 0 && (
          <ButtonLink variant="quiet" href={reviewCsvPath(upload)} download="" icon={<Download aria-hidden />}>
            {t('csv')}
          </ButtonLink>
        )}
        <ButtonLink href={stepPath(upload, 'match')}>{t('back')}</ButtonLink>
        {/* While an edit is made in the background, the counts of its result are not known. */}
        {state === 'ready' && next && (
          <Button variant="primary" disabled>
            {t('continueUncounted')}
            <ArrowRight aria-hidden />
          </Button>
        )}
        {state === 'ready' && !next && (
          <ButtonLink variant="primary" href={stepPath(upload, 'send')}>
            {repeatsLeftOut === null
              ? t('continueUncounted')
              : t('continue', { count: records.ready - repeatsLeftOut })}
            <ArrowRight aria-hidden />
          </ButtonLink>
        )}
      </span>
    </SheetFoot>
  );
}
