'use client';

import { useTranslations } from 'next-intl';
import { DeleteByName as Base, type DeleteByNameProps as BaseProps } from '#components/layout/delete-by-name.tsx';

export interface DeleteByNameProps extends Omit<BaseProps, 'text' | 'confirm'> {
  kind: 'database' | 'table';
}

/** Deletes a database or table once the person has typed its name. */
export function DeleteByName({ kind, ...props }: DeleteByNameProps) {
  const t = useTranslations('workbench.delete');
  return <Base {...props} text={t(`text.${kind}`)} confirm={t(`confirm.${kind}`)} />;
}
