'use client';

import { useTranslations } from 'next-intl';
import { DeleteDialog, type DeleteDialogProps } from '#components/layout/delete-dialog.tsx';
import type { QueryActions } from './listed-query.ts';

export interface DeleteQueryProps extends Pick<DeleteDialogProps, 'open' | 'onClose' | 'onDeleted'> {
  query: { readonly id: number; readonly name: string };
  remove: QueryActions['remove'];
}

export function DeleteQuery({ query: { id, name }, remove, ...dialog }: DeleteQueryProps) {
  const t = useTranslations('workbench.queries.deletion');
  return (
    <DeleteDialog
      {...dialog}
      remove={() => remove({ query: id })}
      texts={{ title: t('title', { name }), confirm: t('confirm'), done: t('done', { name }) }}
    >
      <p>{t('text')}</p>
    </DeleteDialog>
  );
}
