import { Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/buttons/button.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import type { ReviewEdit } from '#lib/core/review/review-view.ts';
import type { ReviewContext } from '../review-context.ts';

/** The last replacement. */
export interface Replacement {
  readonly edit: ReviewEdit;
  readonly column: string;
  readonly count: number;
}

/**
 * What was replaced, with a button to undo it. The banner disappears with the next edit, because Undo reverts the last
 * edit. After a large edit, the banner appears once the check of the whole file has ended, unless the check was
 * canceled.
 */
export function FindDone({
  context: { view, edits },
  replacement,
}: {
  context: ReviewContext;
  replacement: Replacement;
}) {
  const t = useTranslations('review.find');
  const { lastEdit, result } = edits;
  if (lastEdit !== replacement.edit || result?.kind !== 'records' || result.count === 0) return null;
  return (
    <Banner
      tone="success"
      live
      title={t('done', { count: replacement.count, column: replacement.column })}
      actions={
        <Button
          size="sm"
          icon={<Undo2 aria-hidden />}
          disabled={!view.canUndo || edits.isBusy}
          onClick={() => void edits.run({ kind: 'undo' })}
        >
          {t('undo')}
        </Button>
      }
    />
  );
}
