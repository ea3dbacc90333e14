'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Segmented } from '../forms/segmented.tsx';
import { RegionHead } from '../surfaces/region.tsx';

export interface ChartWithTableProps {
  title: ReactNode;
  note?: ReactNode;
  chart: ReactNode;
  table: ReactNode;
}

/** Shows a chart or the same numbers as a table. */
export function ChartWithTable({ title, note, chart, table }: ChartWithTableProps) {
  const t = useTranslations('shell.kit');
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const options = [
    { value: 'chart', label: t('chart') },
    { value: 'table', label: t('table') },
  ] as const;
  return (
    <>
      <RegionHead
        title={title}
        note={note}
        actions={<Segmented label={t('view')} options={options} value={view} onValueChange={setView} />}
      />
      {view === 'chart' ? chart : table}
    </>
  );
}
