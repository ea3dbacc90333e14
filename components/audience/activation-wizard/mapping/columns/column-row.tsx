'use client';

import { ArrowRight, CircleMinus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { FieldError } from '#components/ui/forms/field-error.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import type { BuiltTable } from '#lib/core/audience/build.ts';
import { useWizard } from '../../wizard-context.ts';
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
  const errorId = useId();
  const { column: name, source } = column;
  const error = errorAt(`${path}.column`) ?? errorAt(`${path}.source`);
  // Until its name is edited, the column is named after its source.
  const changeSource = (next: string) =>
    onChange({ ...column, source: { column: next }, column: name === source.column ? next : name });
  return (
    <li
      data-reorder-item
      className="grid grid-cols-[1.5rem_minmax(0,1fr)_1rem_minmax(0,1fr)_2rem] items-center gap-x-2.5 gap-y-1 max-wide:grid-cols-[1.5rem_minmax(0,1fr)_2rem] max-wide:gap-y-2"
    >
      <ReorderHandle name={name || source.column} index={index} count={count} onMove={onMove} />
      <Combobox
        label={t('sourceOf', { name: name || source.column })}
        choices={columnChoices(table.columns, source.column)}
        value={source.column}
        onValueChange={changeSource}
        searchPlaceholder={t('search')}
      />
      <ArrowRight aria-hidden className="size-4 text-text-muted max-wide:row-start-2 max-wide:justify-self-center" />
      <TextInput
        tabularDigits
        className="mono max-wide:row-start-2"
        aria-label={t('outputOf', { column: source.column })}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : errorId}
        autoComplete="off"
        spellCheck={false}
        value={name}
        onChange={({ target }) => onChange({ ...column, column: target.value })}
      />
      <IconButton
        size="sm"
        className="max-wide:col-start-3 max-wide:row-start-1"
        label={t('remove', { name: name || source.column })}
        icon={<CircleMinus aria-hidden />}
        onClick={onRemove}
      />
      {error !== undefined && (
        <span className="col-start-4 col-end-6 max-wide:col-start-2 max-wide:row-start-3">
          <FieldError id={errorId}>{error}</FieldError>
        </span>
      )}
    </li>
  );
}
