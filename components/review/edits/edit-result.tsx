import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/buttons/button.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { shownState } from '../cards/row-state.tsx';
import type { Edits } from './use-edits.ts';

/** The result of the last edit, also announced to screen readers. */
export function EditResultText({ edits: { result, isBusy } }: { edits: Edits }) {
  const t = useTranslations('review');
  return (
    <p role="status" className="text-text-muted text-xs">
      {isBusy && t('editResult.busy')}
      {!isBusy && result?.kind === 'records' && t('editResult.records', { count: result.count })}
      {!isBusy &&
        result?.kind === 'record' &&
        t('editResult.record', { record: result.row.record, state: t(`states.${shownState(result.row)}`) })}
    </p>
  );
}

/** Why the last edit failed, with a reload button. */
export function EditProblem({ edits: { problem, reload } }: { edits: Edits }) {
  const t = useTranslations('review.editResult');
  if (!problem) return null;
  return (
    <div className="px-6 pb-2 max-wide:px-4">
      <Banner
        tone="warning"
        live
        title={t(problem.kind)}
        actions={
          <Button size="sm" icon={<RotateCw aria-hidden />} onClick={reload}>
            {t('reload')}
          </Button>
        }
      >
        {problem.message ?? t('noResponse')}
      </Banner>
    </div>
  );
}
