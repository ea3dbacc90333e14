import type { Units } from '../../../core/record/field-target.ts';

/** How to read 04/05/1990. */
export type DayOrder = NonNullable<Units['dates']>;

/**
 * The order in which two numbers are a day and a month; undefined if both orders are possible and mean different days.
 * Of equal numbers, both orders mean the same day.
 */
export function dayOrderOf(first: number, second: number): DayOrder | undefined {
  if (first === second || first > 12) return 'day_first';
  return second > 12 ? 'month_first' : undefined;
}
