'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { Unit } from '#lib/core/record/field-target.ts';
import type { GridColumn } from '../review-columns.ts';

/** How the values of a column are written and read: an example, and each unit that they may lack. */
export function useEditHints({ source }: GridColumn): readonly string[] {
  const t = useTranslations('review.editing');
  const locale = useLocale();
  const names = source?.field.units?.names ?? [];
  if (!source || names.length === 0) return [];
  const { field, derived } = source;
  const example = field.isEventTime
    ? `${new Date().toISOString().slice(0, 19).replace('T', ' ')} +00:00`
    : field.example;
  const readAs = (unit: Unit) => {
    const answer = derived?.units?.[unit];
    if (unit === 'country' && answer !== undefined)
      return t('units.country', { answer: new Intl.DisplayNames(locale, { type: 'region' }).of(answer) ?? answer });
    return t(`units.${unit}`, { answer: answer ?? 'none' });
  };
  return [t('example', { example }), ...names.map(readAs)];
}
