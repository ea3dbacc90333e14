import { useTranslations } from 'next-intl';
import { DeleteDialog } from '#components/layout/delete-dialog.tsx';
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
  return (
    <DeleteDialog
      open={open}
      onClose={onClose}
      remove={() => remove({ mapping: id })}
      onDeleted={() => {}}
      texts={{ title: t('title', { name }), confirm: t('confirm'), done: t('done', { name }) }}
    >
      <p>{t('text')}</p>
    </DeleteDialog>
  );
}
