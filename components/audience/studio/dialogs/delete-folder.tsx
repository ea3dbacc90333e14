'use client';

import { useTranslations } from 'next-intl';
import { DeleteDialog } from '#components/layout/delete-dialog.tsx';
import type { SegmentFolder } from '#lib/core/audience/segment.ts';
import type { StudioDialogProps } from './dialog-props.ts';

export function DeleteFolder({
  folder: { id, name },
  actions,
  onClose,
}: StudioDialogProps & { folder: SegmentFolder }) {
  const t = useTranslations('audience-studio.folder');
  return (
    <DeleteDialog
      open
      texts={{ title: t('deleteTitle', { name }), confirm: t('delete'), done: t('deleted', { name }) }}
      remove={() => actions.deleteFolder({ folder: id })}
      onDeleted={() => {}}
      onClose={onClose}
    >
      <p>{t('deleteText')}</p>
    </DeleteDialog>
  );
}
