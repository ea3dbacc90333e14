'use client';

import { useTranslations } from 'next-intl';
import { Select } from '#components/ui/forms/select.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { FIELD_UNITS, type FieldUnit, type RepeatValues } from './repeat-values.ts';

export interface RepeatFieldsProps {
  values: RepeatValues;
  onChange: (next: Partial<RepeatValues>) => void;
  invalid?: boolean;
}

/** The number and the unit of “Repeat every 2 weeks”. */
export function RepeatFields({ values: { every, unit }, onChange, invalid }: RepeatFieldsProps) {
  const t = useTranslations('schedules.repeat');
  const count = Number(every) || 0;
  return (
    <>
      <TextInput
        inputMode="numeric"
        autoComplete="off"
        aria-label={t('every')}
        aria-invalid={invalid}
        className="w-18!"
        value={every}
        onChange={({ target }) => onChange({ every: target.value })}
      />
      <span className="w-32">
        <Select
          label={t('unit')}
          choices={FIELD_UNITS.map((value) => ({ value, label: t(`units.${value}`, { every: count }) }))}
          value={unit}
          onValueChange={(next) => onChange({ unit: next as FieldUnit })}
        />
      </span>
    </>
  );
}
