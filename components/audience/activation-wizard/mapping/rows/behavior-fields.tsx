'use client';

import { MousePointerClick } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/forms/field.tsx';
import { Segmented } from '#components/ui/forms/segmented.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import {
  type ActivationBehavior,
  JOIN_STRATEGIES,
  type JoinStrategy,
} from '#lib/core/audience/activation/activation.ts';
import { withStrategy } from '#lib/core/audience/activation/behavior-rows.ts';
import type { BuiltTable } from '#lib/core/audience/build.ts';
import { useWizard } from '../../wizard-context.ts';
import { OrderFields } from './order-fields.tsx';

export interface BehaviorFieldsProps {
  behavior: ActivationBehavior;
  path: string;
  table: BuiltTable;
  tables: readonly BuiltTable[];
  onChange: (behavior: ActivationBehavior) => void;
}

/** Which behavior, and which of its rows. */
export function BehaviorFields({ behavior, path, table, tables, onChange }: BehaviorFieldsProps) {
  const t = useTranslations('activation-wizard.rows');
  const { errorAt } = useWizard();
  const { joinStrategy, joinRow, formatting } = behavior;
  const isListed = tables.includes(table);
  const changeTable = (name: string) => {
    const next = tables.find((built) => built.table === name);
    // Columns of one behavior mean nothing in another.
    if (next)
      onChange(withStrategy({ ...behavior, behaviorTableName: name, orderBy: [], columns: [] }, joinStrategy, next));
  };
  return (
    <div className="grid min-w-0 flex-1 grid-cols-2 gap-3 wide:grid-cols-4">
      <Field label={t('behavior')} error={isListed ? undefined : t('lost')}>
        <Select
          choices={(isListed ? tables : [...tables, table]).map(({ table: value, name: label }) => ({
            value,
            label,
            icon: <MousePointerClick aria-hidden className="size-4 flex-none" />,
          }))}
          value={behavior.behaviorTableName}
          onValueChange={changeTable}
        />
      </Field>
      <Field label={t('which')}>
        <Select
          choices={JOIN_STRATEGIES.map((value) => ({ value, label: t(`strategies.${value}`) }))}
          value={joinStrategy}
          onValueChange={(next) => onChange(withStrategy(behavior, next as JoinStrategy, table))}
        />
      </Field>
      {joinStrategy !== 'All' && <OrderFields behavior={behavior} path={path} table={table} onChange={onChange} />}
      {joinStrategy === 'Top-N' && (
        <>
          <Field label={t('number')} error={errorAt(`${path}.joinRow`)}>
            <TextInput
              tabularDigits
              inputMode="numeric"
              value={joinRow === undefined || Number.isNaN(joinRow) ? '' : String(joinRow)}
              onChange={({ target }) => onChange({ ...behavior, joinRow: rowCountOf(target.value) })}
            />
          </Field>
          <div className="grid content-start justify-items-start gap-1.5">
            <span aria-hidden className="font-semibold text-sm">
              {t('as')}
            </span>
            <Segmented
              label={t('as')}
              options={(['rows', 'cols'] as const).map((value) => ({ value, label: t(`formats.${value}`) }))}
              value={formatting}
              onValueChange={(next) => onChange({ ...behavior, formatting: next })}
            />
          </div>
        </>
      )}
    </div>
  );
}

/** The number in a text, without other characters and without digits after the fourth. */
function rowCountOf(text: string): number | undefined {
  const digits = text.replaceAll(/\D/g, '').slice(0, 4);
  return digits === '' ? undefined : Number(digits);
}
