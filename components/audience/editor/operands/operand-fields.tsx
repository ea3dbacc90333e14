'use client';

import { useTranslations } from 'next-intl';
import type { ComponentType } from 'react';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import type { OperandKind } from '#lib/core/audience/rules/operands.ts';
import { OPERATORS, type OperatorId } from '#lib/core/audience/rules/operators.ts';
import { useRuleForm } from '../state/rule-form.ts';
import { ComparandInput } from './comparand-input.tsx';
import { NumberInput } from './number-input.tsx';
import type { OperandProps } from './operand-props.ts';
import { parseComparand } from './parse-comparand.ts';
import { AheadFields, PeriodFields } from './period-fields.tsx';
import { UnitSelect } from './unit-select.tsx';
import { ValuesInput } from './values-input.tsx';

/** The operators that count calendar units. */
const CALENDAR: readonly OperatorId[] = ['TimeRange', 'TimeToday', 'TimeThis', 'TimeNext', 'TimeInBetweenNext'];

/** The fields of an operator's operand, with the time zone in which its calendar units begin. */
export function OperandFields(props: OperandProps) {
  const { timeZone } = useRuleForm().choices;
  const { type } = props.operator;
  const Fields = FIELDS[OPERATORS[type].operand];
  return (
    <>
      <Fields {...props} />
      {CALENDAR.includes(type) && <span className="text-xs">{timeZone}</span>}
    </>
  );
}

const FIELDS: { readonly [Kind in OperandKind]: ComponentType<OperandProps> } = {
  none: () => null,
  value: OneValue,
  values: SeveralValues,
  texts: SeveralValues,
  pattern: Pattern,
  range: Range,
  span: Span,
  unit: OneUnit,
  window: PeriodFields,
  units: AheadFields,
};

function OneValue({ operator, onChange, ...column }: OperandProps) {
  const t = useTranslations('segment-editor.values');
  return (
    <ComparandInput
      {...column}
      label={t('value')}
      value={operator.rightValue}
      onChange={(rightValue) => onChange({ rightValue })}
    />
  );
}

function SeveralValues({ operator, type, column, onChange }: OperandProps) {
  const t = useTranslations('segment-editor.values');
  const isNumber = type === 'number' || type === 'number_array';
  return (
    <ValuesInput
      label={t('values')}
      values={operator.rightValues ?? []}
      column={isNumber ? undefined : column}
      storedOf={(text) => (isNumber ? (parseComparand(text) ?? text) : text)}
      onChange={(rightValues) => onChange({ rightValues })}
    />
  );
}

function Pattern({ operator, onChange }: OperandProps) {
  const t = useTranslations('segment-editor.values');
  return (
    <TextInput
      aria-label={t('pattern')}
      autoComplete="off"
      spellCheck={false}
      controlSize="sm"
      className="mono w-52!"
      value={operator.rightValue === undefined ? '' : String(operator.rightValue)}
      onChange={({ target }) => onChange({ rightValue: target.value === '' ? undefined : target.value })}
    />
  );
}

function Range({ operator, onChange, type }: OperandProps) {
  const t = useTranslations('segment-editor.values');
  const { minValue, maxValue } = operator;
  const common = { type, column: undefined };
  return (
    <>
      <ComparandInput
        {...common}
        label={t('minimum')}
        value={minValue}
        onChange={(next) => onChange({ minValue: next, maxValue })}
      />
      <span>{t('and')}</span>
      <ComparandInput
        {...common}
        label={t('maximum')}
        value={maxValue}
        onChange={(next) => onChange({ minValue, maxValue: next })}
      />
    </>
  );
}

function Span({ operator: { value, unit }, onChange }: OperandProps) {
  const t = useTranslations('segment-editor.fields');
  return (
    <>
      <NumberInput label={t('count')} value={value} onChange={(next) => onChange({ value: next, unit })} />
      <UnitSelect value={unit} count={value} onChange={(next) => onChange({ value, unit: next })} />
    </>
  );
}

function OneUnit({ operator, onChange }: OperandProps) {
  return <UnitSelect value={operator.from?.unit} count={1} onChange={(unit) => onChange({ from: { unit } })} />;
}
