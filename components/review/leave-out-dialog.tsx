'use client';

import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import type { Desk } from './desk.ts';
import type { LeftOut } from './fix-menu.tsx';
import { MOST_SELECTED } from './use-selection.ts';

export interface LeaveOutDialogProps {
  desk: Desk;
  what: LeftOut | undefined;
  onClose: () => void;
}

/** Asked before records are not to be sent. */
export function LeaveOutDialog({ desk: { records, filter, edits, selection }, what, onClose }: LeaveOutDialogProps) {
  const t = useTranslations('review.fix.leaveOut');
  const count = what === 'found' ? records.found : (what?.length ?? 0);
  const isTooMany = what !== 'found' && count > MOST_SELECTED;
  const confirm = async () => {
    if (what === 'found') await edits.run({ kind: 'leave_out_found', filter });
    else if (what && !isTooMany) await edits.run({ kind: 'leave_out', records: [...what] });
    selection.clear();
    onClose();
  };
  return (
    <ConfirmDialog
      open={what !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { count })}
      confirmLabel={t(isTooMany ? 'understood' : 'action', { count })}
      onConfirm={confirm}
    >
      <p>{isTooMany ? t('tooMany', { most: MOST_SELECTED }) : t('text')}</p>
    </ConfirmDialog>
  );
}
