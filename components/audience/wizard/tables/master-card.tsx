'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Tag } from '#components/ui/surfaces/tag.tsx';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { useMasterCheck } from '../checks/use-checks.ts';
import { useWizardForm } from '../wizard-context.ts';
import { CardFrame } from './card-frame.tsx';
import { ColumnRows } from './column-rows.tsx';

/** The columns of the master table: all of them are attributes. */
export function MasterCard() {
  const t = useTranslations('parent-segments.wizard.tables');
  const format = useFormatter();
  const [isOpen, setOpen] = useState(false);
  const { draft, change, errorAt } = useWizardForm();
  const { master } = draft;
  const { data } = useMasterCheck(draft);
  const hasErrors = master.columns.some(({ column }) => errorAt(`master.columns.${column}`) !== undefined);
  // A card with errors cannot be closed, because its errors would be hidden. It stays open once they are corrected.
  if (hasErrors && !isOpen) setOpen(true);
  return (
    <CardFrame
      title={master.table}
      tag={<Tag>{t('master')}</Tag>}
      note={t('allColumns', { count: master.columns.length })}
      summary={format.list(
        master.columns.map(({ name }) => name),
        LIST_FORMAT,
      )}
      isOpen={isOpen}
      onToggle={() => setOpen(!isOpen)}
    >
      <ColumnRows
        label={t('columnsOf', { table: master.table })}
        path="master"
        columns={master.columns}
        filled={data && { rows: data.rows, values: data.filled }}
        onChange={(columns) => change({ master: { ...master, columns } })}
      />
    </CardFrame>
  );
}
