'use client';

import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import type { ReviewEdit } from '#lib/core/review/review-view.ts';
import { MAX_SELECTED } from '../grid/use-selection.ts';
import type { ReviewContext } from '../review-context.ts';
import { type LeaveOutCounts, useLeaveOutCounts } from '../use-leave-out-counts.ts';
import type { LeaveOutScope } from './fix-menu.tsx';

export interface LeaveOutDialogProps {
  context: ReviewContext;
  scope: LeaveOutScope;
  onClose: () => void;
}

/** Asks for confirmation before records are left out, and shows how many they are now. */
export function LeaveOutDialog({ context, scope, onClose }: LeaveOutDialogProps) {
  const t = useTranslations('review.fix.leaveOut');
  const { filter, edits, selection } = context;
  const counts = useLeaveOutCounts(context);
  const count = countOf(scope, counts);
  // The records are counted again if they are changed elsewhere while the dialog is open.
  const isCounting = counts.isCounting && (scope === 'found' || scope === 'selected');
  const isTooMany = scope === 'selected' && count > MAX_SELECTED;
  const noLongerMatchingCount = scope === 'selected' && !isCounting ? selection.records.size - count : 0;
  const confirmLabel = isCounting ? t('uncounted') : t(isTooMany ? 'understood' : 'action', { count });
  const confirm = async () => {
    if (!isTooMany && (await edits.run(editOf(scope, count, counts, filter)))) selection.clear();
    onClose();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={isCounting ? t('counting') : t('title', { count })}
      confirmLabel={confirmLabel}
      isReady={!isCounting && count > 0}
      onConfirm={confirm}
    >
      <p>{isTooMany ? t('tooMany', { most: MAX_SELECTED }) : t('text')}</p>
      {noLongerMatchingCount > 0 && <p>{t('stay', { count: noLongerMatchingCount })}</p>}
      {scope === 'found' && filter.show !== 'invalid' && <p>{t('alsoReady')}</p>}
    </ConfirmDialog>
  );
}

function countOf(scope: LeaveOutScope, { foundCount, selectedRecords }: LeaveOutCounts): number {
  if (scope === 'found') return foundCount;
  return scope === 'selected' ? selectedRecords.length : 1;
}

/** The edit is refused if it would affect a number of records other than `count`. */
function editOf(
  scope: LeaveOutScope,
  count: number,
  { selectedRecords }: LeaveOutCounts,
  filter: ReviewContext['filter'],
): ReviewEdit {
  if (scope === 'found') return { kind: 'leave_out_found', filter, count };
  if (scope === 'selected') return { kind: 'leave_out', records: [...selectedRecords], filter, count };
  return { kind: 'leave_out', records: [scope.record], count };
}
