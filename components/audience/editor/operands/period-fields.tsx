'use client';

import { useTranslations } from 'next-intl';
import { Select } from '#components/ui/forms/select.tsx';
import type { Duration } from '#lib/core/audience/rules/calendar.ts';
import { countOf, singleUnit } from '../state/parts-with-fields.ts';
import type { MomentDraft, OperandDraft } from '../state/rule-draft.ts';
import { NumberInput } from './number-input.tsx';
import type { OperandProps } from './operand-props.ts';
import { UnitSelect } from './unit-select.tsx';

const SHAPES = ['last', 'after', 'before'] as const;
type Shape = (typeof SHAPES)[number];

/** The last calendar unit, or a duration after or before the start of an earlier calendar unit. */
export function PeriodFields({ operator: { from, duration, reverse = false }, onChange }: OperandProps) {
  const t = useTranslations('segment-editor.fields');
  const direction: Shape = reverse ? 'before' : 'after';
  const shape = duration === undefined ? 'last' : direction;
  const length = duration && singleUnit(duration);
  const unit = from?.unit ?? 'month';
  const choose = (next: Shape) =>
    onChange(
      next === 'last'
        ? { from: { unit }, duration: undefined, reverse: undefined }
        : { from: { last: from?.last ?? 1, unit }, duration: duration ?? { day: 7 }, reverse: next === 'before' },
    );
  const withLength = (next: Duration): OperandDraft => ({ from, duration: next, reverse });
  const withStart = (next: MomentDraft): OperandDraft => ({ from: next, duration, reverse });
  return (
    <>
      {shape !== 'last' && (
        <>
          <NumberInput
            label={t('length')}
            value={length?.count}
            onChange={(count) => onChange(withLength({ [length?.unit ?? 'day']: count ?? Number.NaN }))}
          />
          <UnitSelect
            value={length?.unit}
            count={length?.count}
            onChange={(next) => onChange(withLength({ [next]: length?.count ?? 1 }))}
          />
        </>
      )}
      <Select
        label={t('period')}
        controlSize="sm"
        className="w-auto!"
        choices={SHAPES.map((offered) => ({ value: offered, label: t(`periods.${offered}`) }))}
        value={shape}
        onValueChange={(next) => choose(next as Shape)}
      />
      {shape === 'last' ? (
        <UnitSelect value={unit} count={1} onChange={(next) => onChange({ from: { unit: next } })} />
      ) : (
        <>
          <NumberInput
            label={t('count')}
            value={countOf(from?.last)}
            onChange={(last) => onChange(withStart({ last: last ?? Number.NaN, unit }))}
          />
          <UnitSelect
            value={unit}
            count={countOf(from?.last)}
            onChange={(next) => onChange(withStart({ last: countOf(from?.last) ?? Number.NaN, unit: next }))}
          />
          <span>{t('ago')}</span>
        </>
      )}
    </>
  );
}

/** A range of calendar units ahead, such as from 1 to 7 days. */
export function AheadFields({ operator: { from, to }, onChange }: OperandProps) {
  const t = useTranslations('segment-editor.fields');
  return (
    <>
      <AheadField label={t('aheadFrom')} value={from} onChange={(next) => onChange({ from: next, to })} />
      <span>{t('to')}</span>
      <AheadField label={t('aheadTo')} value={to} onChange={(next) => onChange({ from, to: next })} />
    </>
  );
}

interface AheadFieldProps {
  label: string;
  value: MomentDraft | undefined;
  onChange: (value: MomentDraft) => void;
}

function AheadField({ label, value, onChange }: AheadFieldProps) {
  const count = countOf(value?.next);
  return (
    <>
      <NumberInput label={label} value={count} onChange={(next) => onChange({ unit: value?.unit, next })} />
      <UnitSelect value={value?.unit} count={count} onChange={(unit) => onChange({ next: count, unit })} />
    </>
  );
}
