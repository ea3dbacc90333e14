'use client';

import { useTranslations } from 'next-intl';
import { DeleteByName, type DeleteByNameProps } from '#components/layout/delete-by-name.tsx';

export interface DeleteDatabaseOrTableProps extends Omit<DeleteByNameProps, 'text' | 'confirm'> {
  kind: 'database' | 'table';
}

/** Deletes a database or table once the person has typed its name. */
export function DeleteDatabaseOrTable({ kind, ...props }: DeleteDatabaseOrTableProps) {
  const t = useTranslations('workbench.delete');
  return <DeleteByName {...props} text={t(`text.${kind}`)} confirm={t(`confirm.${kind}`)} />;
}
