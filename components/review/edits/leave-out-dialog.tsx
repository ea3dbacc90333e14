'use client';

import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import type { ReviewEdit } from '#lib/core/review/review-view.ts';
import type { Desk } from '../desk.ts';
import { MOST_SELECTED } from '../grid/use-selection.ts';
import { type LeftOutCounts, useLeftOut } from '../use-left-out.ts';
import type { LeftOut } from './fix-menu.tsx';

export interface LeaveOutDialogProps {
  desk: Desk;
  what: LeftOut;
  onClose: () => void;
}

/** Asks for confirmation before records are left out, with their number after all fixes. */
export function LeaveOutDialog({ desk, what, onClose }: LeaveOutDialogProps) {
  const t = useTranslations('review.fix.leaveOut');
  const { filter, edits, selection } = desk;
  const counts = useLeftOut(desk);
  const count = countOf(what, counts);
  const isTooMany = what === 'ticked' && count > MOST_SELECTED;
  const repaired = what === 'ticked' && !counts.isCounting ? selection.records.size - count : 0;
  const confirm = async () => {
    if (!isTooMany && (await edits.run(editOf(what, counts, filter)))) selection.clear();
    onClose();
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { count })}
      confirmLabel={t(isTooMany ? 'understood' : 'action', { count })}
      onConfirm={confirm}
    >
      <p>{isTooMany ? t('tooMany', { most: MOST_SELECTED }) : t('text')}</p>
      {repaired > 0 && <p>{t('stay', { count: repaired })}</p>}
      {what === 'found' && filter.show !== 'invalid' && <p>{t('alsoReady')}</p>}
    </ConfirmDialog>
  );
}

function countOf(what: LeftOut, { found, ticked }: LeftOutCounts): number {
  if (what === 'found') return found;
  return what === 'ticked' ? ticked.length : 1;
}

function editOf(what: LeftOut, { ticked }: LeftOutCounts, filter: Desk['filter']): ReviewEdit {
  if (what === 'found') return { kind: 'leave_out_found', filter };
  if (what === 'ticked') return { kind: 'leave_out', records: [...ticked], filter };
  return { kind: 'leave_out', records: [what.record] };
}
