'use client';

import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import type { BuiltTable } from '#lib/core/audience/build.ts';
import { newColumnCondition, withType } from '../state/new-values.ts';
import { isColumnCondition } from '../state/parts-with-fields.ts';
import { columnType } from '../state/rule-choices.ts';
import type { ColumnDraft, FilterDraft } from '../state/rule-draft.ts';
import { useRuleForm } from '../state/rule-form.ts';
import { ColumnChoice } from './column-choice.tsx';
import { ComparisonFields } from './comparison-fields.tsx';
import { PartField } from './part-field.tsx';

export interface FilterConditionsProps {
  table: BuiltTable;
  filter: FilterDraft | null;
  path: string;
  errorId: string;
  onChange: (filter: FilterDraft | null) => void;
}

/** The conditions of a filter, which the rows of a behavior have to meet. */
export function FilterConditions({ table, filter, path, errorId, onChange }: FilterConditionsProps) {
  const t = useTranslations('segment-editor.filters');
  const type = filter?.type ?? 'And';
  const conditions = filter?.conditions ?? [];
  const change = (next: FilterDraft['conditions']) => onChange(next.length === 0 ? null : { type, conditions: next });
  return (
    <>
      {/* Rules with other conditions are not edited here, so this leaves none out. */}
      {conditions.filter(isColumnCondition).map((condition, index) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no ids, and their fields are controlled
          key={index}
          aria-label={t('label', { number: index + 1 })}
          className="flex min-w-0 basis-full flex-wrap items-center gap-1.5"
        >
          {index === 0 ? (
            <span>{t('where')}</span>
          ) : (
            <Select
              label={t('join')}
              controlSize="sm"
              className="w-auto!"
              choices={[
                { value: 'And', label: t('And') },
                { value: 'Or', label: t('Or') },
              ]}
              value={type}
              onValueChange={(next) => onChange({ type: next === 'Or' ? 'Or' : 'And', conditions })}
            />
          )}
          <FilterCondition
            table={table}
            condition={condition}
            path={`${path}.conditions.${index}`}
            errorId={errorId}
            onChange={(next) => change(conditions.with(index, next))}
          />
          <IconButton
            size="sm"
            label={t('remove', { column: condition.column })}
            icon={<X aria-hidden />}
            onClick={() => change(conditions.toSpliced(index, 1))}
          />
        </fieldset>
      ))}
      {table.columns.length > 0 && (
        <LinkButton
          icon={<Plus aria-hidden />}
          className="text-sm"
          onClick={() => change([...conditions, newColumnCondition(table)])}
        >
          {t('add')}
        </LinkButton>
      )}
    </>
  );
}

interface FilterConditionProps extends Omit<FilterConditionsProps, 'filter' | 'onChange'> {
  condition: ColumnDraft;
  onChange: (condition: ColumnDraft) => void;
}

function FilterCondition({ table, condition, path, errorId, onChange }: FilterConditionProps) {
  const t = useTranslations('segment-editor.filters');
  const { choices } = useRuleForm();
  const { column } = condition;
  const type = columnType(choices, table.table, column);
  return (
    <>
      <PartField path={`${path}.column`} errorId={errorId}>
        <ColumnChoice
          label={t('column')}
          columns={table.columns}
          value={column}
          onChange={(next) =>
            onChange({ ...withType(condition, type, columnType(choices, table.table, next)), column: next })
          }
        />
      </PartField>
      <ComparisonFields
        part={condition}
        type={type}
        column={{ table: table.table, column }}
        path={path}
        errorId={errorId}
        onChange={onChange}
      />
    </>
  );
}
