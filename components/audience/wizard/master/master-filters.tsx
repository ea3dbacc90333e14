'use client';

import { CircleMinus, CirclePlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { MAX_FILTERS } from '#lib/core/audience/parent-segment.ts';
import type { QueryColumn } from '#lib/core/job/query.ts';
import { columnOptions } from '../column-options.tsx';
import { type FilterDraft, newKey } from '../draft/draft.ts';
import { useWizardForm } from '../wizard-context.ts';
import { ValuesInput } from './values-input.tsx';

export interface MasterFiltersProps {
  columns: readonly QueryColumn[];
  filters: readonly FilterDraft[];
  onChange: (filters: readonly FilterDraft[]) => void;
}

/** The filters of the master table: only rows that match them become customers. */
export function MasterFilters({ columns, filters, onChange }: MasterFiltersProps) {
  const t = useTranslations('parent-segments.wizard.filters');
  const { errorAt } = useWizardForm();
  const changeFilter = (changed: FilterDraft, next: Partial<FilterDraft>) =>
    onChange(filters.map((filter) => (filter === changed ? { ...filter, ...next } : filter)));
  return (
    <section aria-label={t('title')} className="grid gap-3">
      <h2 className="font-semibold text-sm">{t('title')}</h2>
      {filters.map((filter, index) => (
        <fieldset
          key={filter.key}
          aria-label={t('filter', { number: index + 1 })}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-start wide:grid-cols-[minmax(0,11rem)_minmax(0,1fr)_auto] gap-2"
        >
          <Field label={t('column')} error={errorAt(`master.filters.${index}.column`)}>
            <Combobox
              label={t('column')}
              controlSize="sm"
              choices={columnOptions(columns, filter.column)}
              value={filter.column || null}
              onValueChange={(column) => changeFilter(filter, { column })}
            />
          </Field>
          <Field
            label={t('values')}
            error={errorAt(`master.filters.${index}.values`)}
            className="max-wide:col-span-2 max-wide:row-start-2"
          >
            <ValuesInput values={filter.values} onChange={(values) => changeFilter(filter, { values })} />
          </Field>
          <IconButton
            label={t('remove', { number: index + 1 })}
            size="sm"
            icon={<CircleMinus aria-hidden />}
            className="mt-6.5"
            onClick={() => onChange(filters.filter(({ key }) => key !== filter.key))}
          />
        </fieldset>
      ))}
      <div className="grid justify-items-start gap-1">
        <LinkButton
          className="text-sm"
          icon={<CirclePlus aria-hidden />}
          disabled={filters.length >= MAX_FILTERS || columns.length === 0}
          onClick={() => onChange([...filters, { key: newKey(), column: '', values: [] }])}
        >
          {t('add')}
        </LinkButton>
        <p className="text-text-muted text-xs">{t('help')}</p>
      </div>
    </section>
  );
}
