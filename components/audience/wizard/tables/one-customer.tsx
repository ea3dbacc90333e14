'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { Card } from '#components/ui/surfaces/card.tsx';
import { sourceKey } from '#lib/core/audience/source-tables.ts';
import { type ExampleCustomers, useExampleCustomers } from '../checks/use-checks.ts';
import { usedColumns } from '../draft/choice-of-draft.ts';
import type { ColumnDraft, MasterDraft, TableDraft } from '../draft/draft.ts';
import { useWizardForm } from '../wizard-context.ts';

/** How many columns of the master table are shown, including the key. */
const MASTER_COLUMNS_SHOWN = 5;

/** The attributes of an example customer; personal values are masked. */
export function OneCustomer() {
  const { draft } = useWizardForm();
  const tables = draft.attributes.filter(({ table, parentKey, childKey }) => table && parentKey && childKey);
  // Other tables need a new component, because the old one would show its customers until the new ones arrive.
  return <CustomerValues key={tables.map(sourceKey).join(' ')} tables={tables} />;
}

function CustomerValues({ tables }: { tables: readonly TableDraft[] }) {
  const t = useTranslations('parent-segments.wizard.example');
  const { draft } = useWizardForm();
  const { data } = useExampleCustomers(draft, tables);
  const [chosenIndex, setChosenIndex] = useState(0);
  const count = data?.master.records.length ?? 0;
  const index = Math.min(chosenIndex, count - 1);
  if (!data || count === 0) return null;
  return (
    <section className="grid gap-3 border-border border-t pt-5">
      <div className="flex items-center gap-1">
        <h2 className="mr-auto font-semibold text-base">{t('title')}</h2>
        <IconButton
          label={t('previous')}
          size="sm"
          icon={<ChevronLeft aria-hidden />}
          disabled={index === 0}
          onClick={() => setChosenIndex(index - 1)}
        />
        <IconButton
          label={t('next')}
          size="sm"
          icon={<ChevronRight aria-hidden />}
          disabled={index === count - 1}
          onClick={() => setChosenIndex(index + 1)}
        />
      </div>
      <Card well className="px-4 py-3">
        <dl aria-live="polite" className="grid grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)] gap-x-3 gap-y-1.5 text-xs">
          {valuesOf(data, index, draft.master, tables).map(({ key, name, value }) => (
            <div key={key} className="contents">
              <dt className="text-text-muted [overflow-wrap:anywhere]">{name}</dt>
              <dd className="[overflow-wrap:anywhere]">{value ?? <span className="text-text-faint">NULL</span>}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <p className="text-text-muted text-xs">{t('masked')}</p>
    </section>
  );
}

function valuesOf(
  { master, joins }: ExampleCustomers,
  customerIndex: number,
  draft: MasterDraft,
  tables: readonly TableDraft[],
) {
  const keyColumns = draft.columns.filter(({ column }) => column === draft.keyColumn);
  const others = draft.columns.filter(({ column }) => column !== draft.keyColumn);
  const shown = [...keyColumns, ...others].slice(0, MASTER_COLUMNS_SHOWN);
  return [
    ...namedValues('master', shown, master.columns, master.records[customerIndex]),
    ...tables.flatMap((table, index) => {
      const join = joins[index];
      return namedValues(String(table.key), usedColumns(table), join?.columns ?? [], join?.rows[customerIndex]);
    }),
  ];
}

function namedValues(
  table: string,
  used: readonly ColumnDraft[],
  columns: ExampleCustomers['master']['columns'],
  row: readonly (string | null)[] | null | undefined,
) {
  return used.map(({ column, name }) => {
    const index = columns.findIndex((sampled) => sampled.name === column);
    return { key: `${table} ${column}`, name, value: row?.[index] ?? null };
  });
}
