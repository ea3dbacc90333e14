'use client';

import { useTranslations } from 'next-intl';
import { DeleteDialog, type DeleteDialogProps } from '#components/layout/delete-dialog.tsx';
import type { ActivationActions } from './activation-actions.ts';

export interface DeleteActivationProps extends Pick<DeleteDialogProps, 'open' | 'onClose' | 'onDeleted'> {
  activation: { readonly id: number; readonly name: string };
  remove: ActivationActions['remove'];
}

export function DeleteActivation({ activation: { id, name }, remove, ...dialog }: DeleteActivationProps) {
  const t = useTranslations('activations.deletion');
  return (
    <DeleteDialog
      {...dialog}
      remove={() => remove({ activation: id })}
      texts={{ title: t('title', { name }), confirm: t('confirm'), done: t('done', { name }) }}
    >
      <p>{t('text')}</p>
    </DeleteDialog>
  );
}
