import { useFormatter, useTranslations } from 'next-intl';
import { ProgressBar } from '#components/ui/charts/progress-bar.tsx';
import { doneShare } from '#components/ui/charts/share.tsx';
import { Skeleton } from '#components/ui/feedback/skeleton.tsx';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';

const ROWS = 24;

/** The progress of a review, above a skeleton of the grid. */
export function ReviewRunning({ view: { state, progress, records } }: { view: ReviewView }) {
  const t = useTranslations('review.running');
  const format = useFormatter();
  const percent = format.number(doneShare(progress.bytes, progress.of), { style: 'percent' });
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-hidden">
      <section className="grid gap-2 border-border border-b px-6 py-4 max-wide:px-4">
        <p className="flex flex-wrap items-baseline gap-x-3 text-sm">
          <b>{t(state === 'queued' ? 'queued' : 'running')}</b>
          <span className="text-text-muted tabular-nums">{t('read', { count: records.read })}</span>
          <span className="ml-auto text-text-muted tabular-nums">{percent}</span>
        </p>
        <ProgressBar
          label={t('label')}
          max={progress.of}
          value={state === 'queued' ? undefined : progress.bytes}
          text={format.list([percent, t('read', { count: records.read })], LIST_FORMAT)}
        />
      </section>
      <div aria-hidden className="overflow-hidden">
        {Array.from({ length: ROWS }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
          <div key={row} className="flex h-row-dense items-center gap-6 border-border border-b px-6">
            {Array.from({ length: 7 }, (_, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
              <Skeleton key={column} width={`${3 + ((row * 3 + column * 5) % 7)}rem`} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
