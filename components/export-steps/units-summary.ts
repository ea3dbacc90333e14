import { useFormatter } from 'next-intl';
import type { Plan } from '#lib/core/record/plan.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { unitAnswers, useUnitText } from './use-unit-text.ts';

/** How the values of the file are read: time zone, order of dates, decimal sign, country of phone numbers. */
export function useUnitsSummary(plan: Plan): string {
  const format = useFormatter();
  return format.list(unitAnswers(plan).map(useUnitText()), LIST_FORMAT);
}
