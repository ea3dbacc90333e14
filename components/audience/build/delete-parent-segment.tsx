'use client';

import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import type { ParentSegmentActions } from '../parent-segment-actions.ts';

export interface DeleteParentSegmentProps {
  parentSegment: { readonly id: number; readonly name: string };
  open: boolean;
  onClose: () => void;
  remove: ParentSegmentActions['remove'];
  onDeleted: () => void;
}

export function DeleteParentSegment({
  parentSegment: { id, name },
  open,
  onClose,
  remove,
  onDeleted,
}: DeleteParentSegmentProps) {
  const t = useTranslations('parent-segments.deletion');
  const resultOf = useActionResult();
  const confirm = async () => {
    const result = await resultOf(remove({ parent_segment: id }));
    onClose();
    if (!result.ok) return void toast.error(result.message);
    toast.success(t('done', { name }));
    onDeleted();
  };
  return (
    <ConfirmDialog
      danger
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t('title', { name })}
      confirmLabel={t('confirm')}
      onConfirm={confirm}
    >
      <p>{t.rich('text', { database: () => <code className="mono">cdp_audience_{id}</code> })}</p>
      <p>{t('kept')}</p>
    </ConfirmDialog>
  );
}
