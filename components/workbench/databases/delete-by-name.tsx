'use client';

import { useTranslations } from 'next-intl';
import {
  DeleteByName as DeleteObjectByName,
  type DeleteByNameProps as ObjectProps,
} from '#components/layout/delete-by-name.tsx';

export interface DeleteByNameProps extends Omit<ObjectProps, 'text' | 'confirm'> {
  kind: 'database' | 'table';
}

/** Deletes a database or table once the person has typed its name. */
export function DeleteByName({ kind, ...props }: DeleteByNameProps) {
  const t = useTranslations('workbench.delete');
  return <DeleteObjectByName {...props} text={t(`text.${kind}`)} confirm={t(`confirm.${kind}`)} />;
}
