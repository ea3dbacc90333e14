import type { Units } from '../../../core/record/field-target.ts';

/** How to read 04/05/1990. */
export type DayOrder = NonNullable<Units['dates']>;

/**
 * The only order in which two numbers can be a day and a month. Equal numbers mean the same day in both orders.
 * Undefined if the orders mean different days.
 */
export function dayOrderOf(first: number, second: number): DayOrder | undefined {
  if (first === second || first > 12) return 'day_first';
  return second > 12 ? 'month_first' : undefined;
}
