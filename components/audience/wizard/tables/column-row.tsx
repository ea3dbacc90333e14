'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { ColumnTypeIcon } from '#components/results/column-type-icon.tsx';
import { Share, shareOf } from '#components/ui/charts/share.tsx';
import { Checkbox } from '#components/ui/forms/checkbox.tsx';
import { FieldError } from '#components/ui/forms/field-error.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead } from '#components/ui/tables/table-head.tsx';
import { DATA_TYPES, type DataType } from '#lib/core/audience/data-type.ts';
import type { ColumnDraft } from '../draft/draft.ts';
import type { FilledCounts } from './filled-counts.ts';

export interface ColumnRowProps {
  column: ColumnDraft;
  canLeaveOut: boolean;
  filled: FilledCounts | undefined;
  groupExample: string;
  error: string | undefined;
  onChange: (next: Partial<ColumnDraft>) => void;
}

export function ColumnRow({ column, canLeaveOut, error, filled, groupExample, onChange }: ColumnRowProps) {
  const t = useTranslations('parent-segments.wizard.columns');
  const typeText = useTranslations('parent-segments.types');
  const errorId = useId();
  const { column: source, sourceType, isUsed, name, type, group } = column;
  const filledRows = filled?.values[source];
  return (
    <Tr>
      {canLeaveOut && (
        <Td corner>
          <Checkbox
            label={t('use', { column: source })}
            labelHidden
            checked={isUsed}
            onChange={({ target }) => onChange({ isUsed: target.checked })}
          />
        </Td>
      )}
      <RowHead className="mono wide:max-w-48 font-normal! [overflow-wrap:anywhere]">
        <ColumnTypeIcon type={sourceType} />
        {source}
      </RowHead>
      {isUsed ? (
        <>
          <Td label={t('name')}>
            <span className="grid flex-1 gap-1">
              <TextInput
                controlSize="sm"
                aria-label={t('nameOf', { column: source })}
                aria-invalid={error !== undefined}
                aria-describedby={error === undefined ? undefined : errorId}
                autoComplete="off"
                spellCheck={false}
                value={name}
                onChange={({ target }) => onChange({ name: target.value })}
              />
              {error !== undefined && <FieldError id={errorId}>{error}</FieldError>}
            </span>
          </Td>
          <Td label={t('type')} className="wide:w-40">
            <Select
              controlSize="sm"
              label={t('typeOf', { column: source })}
              choices={DATA_TYPES.map((value) => ({ value, label: typeText(value) }))}
              value={type}
              onValueChange={(next) => onChange({ type: next as DataType })}
            />
          </Td>
          <Td label={t('group')} className="wide:w-36">
            <TextInput
              controlSize="sm"
              aria-label={t('groupOf', { column: source })}
              autoComplete="off"
              placeholder={groupExample}
              value={group}
              onChange={({ target }) => onChange({ group: target.value })}
            />
          </Td>
        </>
      ) : (
        <>
          <Td muted className="max-wide:hidden!">
            —
          </Td>
          <Td muted className="max-wide:hidden!">
            {typeText(type)}
          </Td>
          <Td className="max-wide:hidden!" />
        </>
      )}
      <Td label={t('filled')} end muted className="wide:w-16">
        {filled && filledRows !== undefined ? <Share value={shareOf(filledRows, filled.rows)} /> : '—'}
      </Td>
    </Tr>
  );
}
