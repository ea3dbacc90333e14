'use client';

import { useTranslations } from 'next-intl';
import { Select } from '#components/ui/forms/select.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import type { Comparand } from '#lib/core/audience/rules/operands.ts';
import { countOf } from '../state/parts-with-fields.ts';
import { useRuleForm } from '../state/rule-form.ts';
import { NumberInput } from './number-input.tsx';
import { UnitSelect } from './unit-select.tsx';

export interface TimeInputProps {
  label: string;
  value: Comparand | undefined;
  onChange: (value: Comparand | undefined) => void;
}

const SHAPES = ['date', 'calendar'] as const;

/** A date or time, or a calendar unit before the current one. */
export function TimeInput({ label, value, onChange }: TimeInputProps) {
  const t = useTranslations('segment-editor.fields');
  const { timeZone } = useRuleForm().choices;
  const isCalendar = typeof value === 'object' && value.timestamp === undefined;
  const choose = (shape: string) => onChange(shape === 'calendar' ? { last: 1, unit: 'month' } : undefined);
  return (
    <>
      <Select
        label={t('timeShape')}
        controlSize="sm"
        className="w-auto!"
        choices={SHAPES.map((shape) => ({ value: shape, label: t(`timeShapes.${shape}`) }))}
        value={isCalendar ? 'calendar' : 'date'}
        onValueChange={choose}
      />
      {isCalendar ? (
        <>
          <NumberInput
            label={t('count')}
            value={countOf(value.last)}
            onChange={(last) => onChange({ ...value, last })}
          />
          <UnitSelect
            value={value.unit}
            count={countOf(value.last)}
            onChange={(unit) => onChange({ last: countOf(value.last), unit })}
          />
          <span>{t('ago')}</span>
        </>
      ) : (
        <TextInput
          aria-label={label}
          autoComplete="off"
          placeholder={t('datePlaceholder')}
          controlSize="sm"
          tabularDigits
          className="w-44!"
          value={textOf(value)}
          onChange={({ target }) => onChange(target.value === '' ? undefined : { timestamp: target.value })}
        />
      )}
      <span className="text-xs">{timeZone}</span>
    </>
  );
}

function textOf(value: Comparand | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'object' ? (value.timestamp ?? '') : String(value);
}
