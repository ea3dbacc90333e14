'use client';

import { useTranslations } from 'next-intl';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import type { BuiltTable } from '#lib/core/audience/build.ts';
import { useWizard } from '../../wizard-context.ts';
import { OutputName } from '../output-name.tsx';
import { ReorderHandle } from '../reorder/reorder-handle.tsx';
import { columnChoices } from './column-choices.tsx';

/** A column of the build and its name in the output. */
export interface SourceColumn {
  readonly id?: string | undefined;
  readonly column: string;
  readonly source: { readonly column: string };
}

export interface ColumnRowProps {
  column: SourceColumn;
  table: BuiltTable;
  path: string;
  index: number;
  count: number;
  onMove: (to: number) => void;
  onChange: (column: SourceColumn) => void;
  onRemove: () => void;
}

export function ColumnRow({ column, table, path, index, count, onMove, onChange, onRemove }: ColumnRowProps) {
  const t = useTranslations('activation-wizard.columns');
  const { errorAt } = useWizard();
  const { column: name, source } = column;
  const shownName = name || source.column;
  const error = errorAt(`${path}.column`) ?? errorAt(`${path}.source`);
  // Until its name is edited, the column is named after its source.
  const changeSource = (next: string) =>
    onChange({ ...column, source: { column: next }, column: name === source.column ? next : name });
  return (
    <li
      data-reorder-item
      className="grid grid-cols-[1.5rem_minmax(0,1fr)_1rem_minmax(0,1fr)_2rem] items-center gap-x-2.5 gap-y-1 max-wide:grid-cols-[1.5rem_minmax(0,1fr)_2rem] max-wide:gap-y-2"
    >
      <ReorderHandle name={shownName} index={index} count={count} onMove={onMove} />
      <Combobox
        label={t('sourceOf', { name: shownName })}
        choices={columnChoices(table.columns, source.column)}
        value={source.column}
        onValueChange={changeSource}
        searchPlaceholder={t('search')}
      />
      <OutputName
        sourceName={source.column}
        shownName={shownName}
        value={name}
        error={error}
        isInvalid={error !== undefined}
        onChange={(next) => onChange({ ...column, column: next })}
        onRemove={onRemove}
      />
    </li>
  );
}
