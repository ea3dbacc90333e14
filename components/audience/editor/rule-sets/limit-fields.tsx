'use client';

import { ListFilter, Plus, X } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useId } from 'react';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { FieldError } from '#components/ui/forms/field-error.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { CUSTOMERS } from '#lib/core/audience/audience-database.ts';
import { isArray } from '#lib/core/audience/rules/build-schema.ts';
import { MAX_ORDER_COLUMNS, type RuleLimit } from '#lib/core/audience/rules/rule.ts';
import { NumberInput } from '../operands/number-input.tsx';
import { ColumnChoice } from '../rules/column-choice.tsx';
import { PartField } from '../rules/part-field.tsx';
import { tableOf } from '../state/rule-choices.ts';
import { useRuleForm } from '../state/rule-form.ts';

/** The `data-part` whose first field is focused once a limit is added. */
const LIMIT = 'limit';

/** Adds a limit or focuses the existing one; its label states the limit. */
export function LimitButton() {
  const t = useTranslations('segment-editor.limit');
  const format = useFormatter();
  const { draft, change, focusOn } = useRuleForm();
  const { limit } = draft;
  const add = () => {
    focusOn(LIMIT);
    if (!limit) change({ ...draft, limit: { type: 'Count', number: 1000, orderColumns: [] } });
  };
  const number = limit && !Number.isNaN(limit.number) ? format.number(limit.number) : '';
  return (
    <LinkButton icon={<ListFilter aria-hidden />} className="text-sm" onClick={add}>
      {limit ? t(`shown.${limit.type}`, { number }) : t('none')}
    </LinkButton>
  );
}

/** How many customers the segment takes at most, and in which order. */
export function LimitFields() {
  const t = useTranslations('segment-editor.limit');
  const { draft, change, problemAt } = useRuleForm();
  const errorId = useId();
  const { limit } = draft;
  if (!limit) return null;
  const withLimit = (next: RuleLimit | undefined) => change({ ...draft, limit: next });
  const problem = problemAt('limit');
  return (
    <fieldset
      data-part={LIMIT}
      aria-label={t('label')}
      className="mb-2.5 grid gap-1 rounded-card border border-border bg-surface-sunken px-3 py-2 text-sm text-text-muted [&_:is(input,[role=combobox])]:text-text"
    >
      <div className="flex flex-wrap items-center gap-1.5">
        <span>{t('only')}</span>
        <PartField path="limit.number" errorId={errorId}>
          <NumberInput
            label={t('number')}
            value={limit.number}
            onChange={(number) => withLimit({ ...limit, number: number ?? Number.NaN })}
          />
        </PartField>
        <Select
          label={t('type')}
          controlSize="sm"
          className="w-auto!"
          choices={(['Count', 'Percent'] as const).map((type) => ({ value: type, label: t(`types.${type}`) }))}
          value={limit.type}
          onValueChange={(type) => withLimit({ ...limit, type: type === 'Percent' ? 'Percent' : 'Count' })}
        />
        <LimitOrder limit={limit} errorId={errorId} onChange={withLimit} />
        <IconButton
          size="sm"
          label={t('remove')}
          icon={<X aria-hidden />}
          className="ml-auto"
          onClick={() => withLimit(undefined)}
        />
      </div>
      {problem && <FieldError id={errorId}>{problem.text}</FieldError>}
    </fieldset>
  );
}

interface LimitOrderProps {
  limit: RuleLimit;
  errorId: string;
  onChange: (limit: RuleLimit) => void;
}

function LimitOrder({ limit, errorId, onChange }: LimitOrderProps) {
  const t = useTranslations('segment-editor.limit');
  const { choices } = useRuleForm();
  const columns = (tableOf(choices, CUSTOMERS)?.columns ?? []).filter(({ type }) => !isArray(type));
  const orders = limit.orderColumns;
  const change = (orderColumns: RuleLimit['orderColumns']) => onChange({ ...limit, orderColumns });
  const nextColumn = columns.find(({ name }) =>
    orders.every((order) => order.type !== 'Column' || order.column !== name),
  );
  return (
    <>
      {orders.map((order, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: their fields are controlled
        <span key={index} className="flex flex-wrap items-center gap-1.5">
          <span>{index === 0 ? t('by') : t('then')}</span>
          {order.type === 'Column' && (
            <PartField path={`limit.orderColumns.${index}.column`} errorId={errorId}>
              <ColumnChoice
                label={t('column')}
                columns={columns}
                value={order.column}
                onChange={(column) => change(orders.with(index, { ...order, column }))}
              />
            </PartField>
          )}
          <Select
            label={t('direction')}
            controlSize="sm"
            className="w-auto!"
            choices={(['ascending', 'descending'] as const).map((name) => ({ value: name, label: t(name) }))}
            value={order.order}
            onValueChange={(direction) =>
              change(orders.with(index, { ...order, order: direction === 'ascending' ? 'ascending' : 'descending' }))
            }
          />
          <IconButton
            size="sm"
            label={t('removeOrder')}
            icon={<X aria-hidden />}
            onClick={() => change(orders.toSpliced(index, 1))}
          />
        </span>
      ))}
      {nextColumn && orders.length < MAX_ORDER_COLUMNS && (
        <LinkButton
          icon={<Plus aria-hidden />}
          className="text-sm"
          onClick={() => change([...orders, { type: 'Column', column: nextColumn.name, order: 'descending' }])}
        >
          {t('order')}
        </LinkButton>
      )}
    </>
  );
}
