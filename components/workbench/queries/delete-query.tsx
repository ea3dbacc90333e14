'use client';

import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import type { QueryActions } from './listed-query.ts';

export interface DeleteQueryProps {
  query: { readonly id: number; readonly name: string };
  open: boolean;
  onClose: () => void;
  remove: QueryActions['remove'];
  onDeleted: () => void;
}

export function DeleteQuery({ query: { id, name }, open, onClose, remove, onDeleted }: DeleteQueryProps) {
  const t = useTranslations('workbench.queries.deletion');
  const resultOf = useActionResult();
  const confirm = async () => {
    const result = await resultOf(remove({ query: id }));
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
      <p>{t('text')}</p>
    </ConfirmDialog>
  );
}
