'use client';

import { useTranslations } from 'next-intl';
import { Table } from '#components/ui/tables/table.tsx';
import { Td } from '#components/ui/tables/table-cell.tsx';
import type { RecordSample } from '#lib/core/query/workbench.ts';
import { useFirstRecords } from '../checks/use-checks.ts';
import { useWizardForm } from '../wizard-context.ts';

const COLUMNS_SHOWN = 4;
const ROWS_SHOWN = 4;

export interface MasterSampleProps {
  database: string;
  table: string;
  keyColumn: string;
}

/** The first rows of the master table, the key first; personal values are masked. */
export function MasterSample({ database, table, keyColumn }: MasterSampleProps) {
  const t = useTranslations('parent-segments.wizard.master');
  const { draft } = useWizardForm();
  const { data } = useFirstRecords(draft.engine, database, table);
  if (!data || data.records.length === 0) return null;
  const shownIndexes = shownColumnIndexes(data, keyColumn);
  return (
    <section className="min-w-0 border-border border-t pt-4">
      <h3 className="pb-1 text-text-muted text-xs">{t('firstRows')}</h3>
      <Table label={t('firstRows')} className="table-fixed">
        <thead>
          <tr>
            {shownIndexes.map((index) => (
              <th
                key={index}
                scope="col"
                className="truncate border-border border-b px-3 py-1.5 font-medium text-text-muted text-xs"
              >
                {data.columns[index]?.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.records.slice(0, ROWS_SHOWN).map((record, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a sample never change
            <tr key={row}>
              {shownIndexes.map((index) => (
                <Td key={index} cut>
                  {record[index] ?? <span className="text-text-faint">NULL</span>}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="pt-2 text-text-muted text-xs">{t('masked')}</p>
    </section>
  );
}

function shownColumnIndexes({ columns }: RecordSample, key: string): readonly number[] {
  const names = columns.map(({ name }) => name);
  const first = names.indexOf(key);
  const others = names.map((_, index) => index).filter((index) => index !== first);
  return [...(first < 0 ? [] : [first]), ...others].slice(0, COLUMNS_SHOWN);
}
