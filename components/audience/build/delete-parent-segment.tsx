'use client';

import { useTranslations } from 'next-intl';
import { DeleteDialog, type DeleteDialogProps } from '#components/layout/delete-dialog.tsx';
import { audienceDatabase } from '#lib/core/audience/audience-database.ts';
import type { ParentSegmentActions } from '../parent-segment-actions.ts';

export interface DeleteParentSegmentProps extends Pick<DeleteDialogProps, 'open' | 'onClose' | 'onDeleted'> {
  parentSegment: { readonly id: number; readonly name: string };
  remove: ParentSegmentActions['remove'];
}

export function DeleteParentSegment({ parentSegment: { id, name }, remove, ...dialog }: DeleteParentSegmentProps) {
  const t = useTranslations('parent-segments.deletion');
  return (
    <DeleteDialog
      {...dialog}
      remove={() => remove({ parent_segment: id })}
      texts={{ title: t('title', { name }), confirm: t('confirm'), done: t('done', { name }) }}
    >
      <p>{t.rich('text', { database: () => <code className="mono">{audienceDatabase(id)}</code> })}</p>
      <p>{t('kept')}</p>
    </DeleteDialog>
  );
}
