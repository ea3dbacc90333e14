'use client';

import { useTranslations } from 'next-intl';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import type { ActivationBehavior } from '#lib/core/audience/activation/activation.ts';
import type { BuiltTable } from '#lib/core/audience/build.ts';
import { useWizard } from '../../wizard-context.ts';
import { columnChoices } from '../columns/column-choices.tsx';

type Order = ActivationBehavior['orderBy'][number];

export interface OrderFieldsProps {
  behavior: ActivationBehavior;
  path: string;
  table: BuiltTable;
  onChange: (behavior: ActivationBehavior) => void;
}

/** The column that orders the rows, and further columns that break ties. */
export function OrderFields({ behavior, path, table, onChange }: OrderFieldsProps) {
  const t = useTranslations('activation-wizard.rows');
  const { errorAt } = useWizard();
  const { orderBy } = behavior;
  const orders: readonly Order[] = orderBy.length > 0 ? orderBy : [{ key: '', order: 'ascending' }];
  const change = (index: number, next: Partial<Order>) =>
    onChange({
      ...behavior,
      orderBy: orders.map((order, position) => (position === index ? { ...order, ...next } : order)),
    });
  return orders.map(({ key, order }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the orders are never moved
    <div key={index} className="contents">
      <Field
        label={t(index === 0 ? 'orderBy' : 'thenBy')}
        error={errorAt(`${path}.orderBy.${index}.key`) ?? (index === 0 ? errorAt(`${path}.orderBy`) : undefined)}
      >
        <Combobox
          label={t(index === 0 ? 'orderBy' : 'thenBy')}
          choices={columnChoices(table.columns, key)}
          value={key === '' ? null : key}
          onValueChange={(next) => change(index, { key: next })}
        />
      </Field>
      <Field label={t('direction')}>
        <Select
          choices={(['ascending', 'descending'] as const).map((value) => ({ value, label: t(value) }))}
          value={order}
          onValueChange={(next) => change(index, { order: next as Order['order'] })}
        />
      </Field>
    </div>
  ));
}
