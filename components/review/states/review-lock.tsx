import { Ban, RotateCw } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useCodeText } from '#components/http/use-code-text.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ProgressBar } from '#components/ui/charts/progress-bar.tsx';
import { doneShare } from '#components/ui/charts/share.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import type { BackgroundEdit } from '#lib/core/review/review-view.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import type { ReviewContext } from '../review-context.ts';

/** Why the displayed records cannot be changed at the moment, and what to do about it. */
export function ReviewLockNote({ context: { view, lock, edits } }: { context: ReviewContext }) {
  const t = useTranslations('review.lock');
  if (view.next) return <RunNote run={view.next} onCancel={() => void edits.run({ kind: 'cancel' })} />;
  if (lock !== 'behind') return null;
  return (
    <div className="px-6 pb-2 max-wide:px-4">
      <Banner
        tone="warning"
        live
        title={t('behind')}
        actions={
          <Button size="sm" icon={<RotateCw aria-hidden />} onClick={edits.reload}>
            {t('refresh')}
          </Button>
        }
      >
        {t('behindText')}
      </Banner>
    </div>
  );
}

/** An edit that is being made in the background: its progress, or why it failed. */
function RunNote({ run: { state, error, progress, read }, onCancel }: { run: BackgroundEdit; onCancel: () => void }) {
  const t = useTranslations('review.lock');
  const textOf = useCodeText('errors');
  const format = useFormatter();
  if (state === 'failed') {
    return (
      <div className="px-6 pb-2 max-wide:px-4">
        <Banner
          tone="error"
          live
          title={t('failed')}
          actions={
            <Button needs="reviews.write" size="sm" onClick={onCancel}>
              {t('dismiss')}
            </Button>
          }
        >
          {textOf(error?.code ?? 'review_failed', error?.params)}
        </Banner>
      </div>
    );
  }
  const percent = format.number(doneShare(progress.bytes, progress.of), { style: 'percent' });
  return (
    <section aria-label={t('label')} className="grid gap-2 px-6 pb-3 max-wide:px-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <b role="status">{t(state === 'queued' ? 'queued' : 'running')}</b>
        <span className="text-text-muted tabular-nums">{t('read', { count: read })}</span>
        <span className="text-text-muted">{t('meanwhile')}</span>
        <span className="ml-auto text-text-muted tabular-nums">{percent}</span>
        <Button needs="reviews.write" size="sm" icon={<Ban aria-hidden />} onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
      <ProgressBar
        label={t('label')}
        max={progress.of}
        value={state === 'queued' ? undefined : progress.bytes}
        text={format.list([percent, t('read', { count: read })], LIST_FORMAT)}
      />
    </section>
  );
}
