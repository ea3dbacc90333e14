import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import type { ReviewContext } from '../review-context.ts';

/** The total rows that are left out, and how to include them again. */
export function TotalRowNote({ context: { view, lock, edits } }: { context: ReviewContext }) {
  const t = useTranslations('review.totalRow');
  if (view.totalRow === null || view.job) return null;
  return (
    <p className="flex flex-wrap gap-x-3 gap-y-1 px-6 pb-2 text-sm text-text-muted max-wide:px-4">
      {t('text', { record: view.totalRow, others: view.totalRowCount - 1 })}
      <LinkButton
        disabled={edits.isBusy || lock !== undefined}
        onClick={() => void edits.run({ kind: 'include_total_row' })}
      >
        {t(view.totalRowCount > 1 ? 'includeAll' : 'include')}
      </LinkButton>
    </p>
  );
}
