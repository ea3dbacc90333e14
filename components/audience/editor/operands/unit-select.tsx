'use client';

import { useTranslations } from 'next-intl';
import { Select } from '#components/ui/forms/select.tsx';
import { UNITS, type Unit } from '#lib/core/audience/rules/calendar.ts';

export interface UnitSelectProps {
  value: Unit | undefined;
  /** The number of units, for singular or plural. */
  count: number | undefined;
  onChange: (unit: Unit) => void;
}

export function UnitSelect({ value, count, onChange }: UnitSelectProps) {
  const t = useTranslations('segment-editor');
  return (
    <Select
      label={t('fields.unit')}
      controlSize="sm"
      className="w-auto!"
      choices={UNITS.map((unit) => ({ value: unit, label: t(`unitNames.${unit}`, { count: count ?? 2 }) }))}
      value={value ?? null}
      onValueChange={(unit) => onChange(unit as Unit)}
    />
  );
}
