import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import type { SavedMapping } from '#lib/core/saved-mapping/saved-mapping.ts';
import type { MappingActions } from './mapping-actions.ts';

export interface DeleteMappingProps {
  savedMapping: SavedMapping;
  open: boolean;
  onClose: () => void;
  remove: MappingActions['remove'];
}

export function DeleteMapping({ savedMapping: { id, name }, open, onClose, remove }: DeleteMappingProps) {
  const t = useTranslations('mappings.delete');
  const resultOf = useActionResult();
  const confirm = async () => {
    const result = await resultOf(remove({ mapping: id }));
    if (result.ok) toast.success(t('done', { name }));
    else toast.error(result.message);
    onClose();
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={t('title', { name })}
      confirmLabel={t('confirm')}
      onConfirm={confirm}
      danger
    >
      <p>{t('text')}</p>
    </ConfirmDialog>
  );
}
