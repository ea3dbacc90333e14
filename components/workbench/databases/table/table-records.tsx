'use client';

import { useTranslations } from 'next-intl';
import { SampledRecords } from '#components/results/sampled-records.tsx';
import type { TableViewProps } from './table-view.ts';

/** The first records of a table. */
export function TableRecords({ database, table: { name, records } }: TableViewProps) {
  const t = useTranslations('workbench');
  return (
    <SampledRecords
      path={`/api/workbench/databases/${database}/${name}/records`}
      note={(shown) => shown !== undefined && t('tables.shown', { shown, total: records })}
      texts={{
        label: t('tables.recordsOf', { name }),
        failed: t('tables.failed'),
        failedText: t('noResponse'),
        empty: t('tables.noRecords'),
        emptyText: t('tables.noRecordsText'),
      }}
    />
  );
}
