'use client';

import { CircleQuestionMark } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/buttons/button.tsx';
import { ErrorState } from '#components/ui/feedback/error-state.tsx';
import { LoadingNote } from '#components/ui/feedback/skeleton-rows.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import type { ReviewView, SafeRepairs } from '#lib/core/review/review-view.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import type { ReviewContext } from '../review-context.ts';
import { ColumnsToRepair } from './columns-to-repair.tsx';
import { countIncluded } from './repair-button.tsx';
import { RepairSums } from './repair-sums.tsx';
import { useSafeRepairs } from './use-safe-repairs.ts';

export interface RepairDialogProps {
  context: ReviewContext;
  onClose: () => void;
}

/** Shows what all safe repairs would do, column by column, and makes the selected ones as one edit. */
export function RepairDialog({ context, onClose }: RepairDialogProps) {
  const t = useTranslations('review.repairAll');
  const { view, isPersonalShown, edits, lock } = context;
  const [without, setWithout] = useState<readonly string[]>([]);
  const { data, error, isPlaceholderData, refetch } = useSafeRepairs(view, { without, isPersonalShown });
  const toggle = (column: string) =>
    setWithout((before) =>
      before.includes(column) ? before.filter((other) => other !== column) : [...before, column].toSorted(),
    );
  const changedCount = data?.totals.records ?? 0;
  const includedCount = countIncluded(data?.totals ?? view.safeRepairs);
  const repair = async () => {
    const columns = data?.columns.flatMap(({ column }) => (without.includes(column) ? [] : column));
    await edits.run({ kind: 'safe_repairs', columns, count: changedCount });
    onClose();
  };
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { count: includedCount })}
      description={t('text')}
      foot={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            variant="primary"
            disabled={changedCount === 0 || isPlaceholderData || lock !== undefined}
            busy={edits.isBusy}
            onClick={() => void repair()}
          >
            {t('action', { count: includedCount })}
          </Button>
        </>
      }
    >
      {error && (
        <ErrorState title={t('failed')} onRetry={() => void refetch()}>
          {error.message || t('failedText')}
        </ErrorState>
      )}
      {!data && !error && <LoadingNote />}
      {data && (
        <div className="grid gap-4" aria-busy={isPlaceholderData}>
          <RepairSums view={view} totals={data.totals} />
          {view.job && <p className="text-sm text-text-muted">{t('wholeFile', { id: String(view.job.id) })}</p>}
          <ColumnsToRepair columns={data.columns} without={without} onToggle={toggle} />
          <NotIncluded view={view} repairs={data} />
        </div>
      )}
    </Dialog>
  );
}

/** The errors that stay, and the repairs that need a decision. */
function NotIncluded({ view, repairs: { totals, open } }: { view: ReviewView; repairs: SafeRepairs }) {
  const t = useTranslations('review.repairAll');
  const format = useFormatter();
  const remaining = view.records.invalid - totals.becomeReady - totals.becomeLeftOut;
  const toDecide = [...new Set(open.map(({ column }) => column))];
  if (remaining === 0 && toDecide.length === 0) return null;
  return (
    <p className="flex gap-2.5 text-sm text-text-muted">
      <CircleQuestionMark aria-hidden className="mt-0.5 size-4 flex-none" />
      <span>
        {remaining > 0 && <b className="font-semibold text-text">{t('left', { count: remaining })}</b>}{' '}
        {toDecide.length > 0 && t('toDecide', { columns: format.list(toDecide, LIST_FORMAT) })}
      </span>
    </p>
  );
}
