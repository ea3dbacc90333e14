'use client';

import { CirclePlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import type { BuiltTable } from '#lib/core/audience/build.ts';
import { moved } from '../reorder/moved.ts';
import { AddColumns } from './add-columns.tsx';
import { ColumnRow, type SourceColumn } from './column-row.tsx';

export interface ColumnListProps {
  /** The heading above the source columns. */
  heading: string;
  table: BuiltTable;
  columns: readonly SourceColumn[];
  /** The path of a column in the form's values, for its errors. */
  pathOf: (column: SourceColumn) => string;
  /** An id for each new column. */
  newIds: (count: number) => readonly string[];
  onChange: (columns: readonly SourceColumn[]) => void;
}

/** Columns of one table and their names in the output. */
export function ColumnList({ heading, table, columns, pathOf, newIds, onChange }: ColumnListProps) {
  const t = useTranslations('activation-wizard.columns');
  const [isAdding, setAdding] = useState(false);
  const add = (names: readonly string[]) => {
    const ids = newIds(names.length);
    onChange([...columns, ...names.map((name, index) => ({ id: ids[index], column: name, source: { column: name } }))]);
    setAdding(false);
  };
  return (
    <div className="grid gap-2.5">
      {columns.length > 0 && (
        <>
          <div
            aria-hidden
            className="grid grid-cols-[1.5rem_minmax(0,1fr)_1rem_minmax(0,1fr)_2rem] gap-x-2.5 text-text-muted text-xs max-wide:hidden"
          >
            <span className="col-start-2">{heading}</span>
            <span className="col-start-4">{t('output')}</span>
          </div>
          <ul data-reorder-list className="grid gap-2 max-wide:gap-4">
            {columns.map((column, index) => (
              <ColumnRow
                key={column.id}
                column={column}
                table={table}
                path={pathOf(column)}
                index={index}
                count={columns.length}
                onMove={(to) => onChange(moved(columns, index, to))}
                onChange={(next) => onChange(columns.with(index, next))}
                onRemove={() => onChange(columns.toSpliced(index, 1))}
              />
            ))}
          </ul>
        </>
      )}
      <LinkButton
        className="justify-self-start text-sm wide:ml-8.5"
        icon={<CirclePlus aria-hidden />}
        onClick={() => setAdding(true)}
      >
        {t('add')}
      </LinkButton>
      {isAdding && (
        <AddColumns
          heading={heading}
          table={table}
          used={columns.map(({ source }) => source.column)}
          onAdd={add}
          onClose={() => setAdding(false)}
        />
      )}
    </div>
  );
}
