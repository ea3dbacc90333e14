import type { Plan } from '#lib/core/record/plan.ts';
import { unitAnswers, useUnitText } from './use-unit-text.ts';

/** How the values of the file are read: its time zone, the order of its dates, its decimal sign, its country. */
export function useUnitsSummary(plan: Plan): string {
  return unitAnswers(plan).map(useUnitText()).join(', ');
}
