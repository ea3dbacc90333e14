import type { Repair } from '../../../core/connector/repair.ts';
import { isCalendarDay } from '../../../core/text/calendar-day.ts';
import { namedDayIn } from '../../../core/text/month-names.ts';
import { withBirthCentury } from './birth-years.ts';
import { type DayOrder, dayOrderOf } from './day-order.ts';
import { inCommonEra } from './japanese-eras.ts';
import { plainTime } from './plain-time.ts';

/** A day of three numbers: `12/4/1990`; in Korea, `1990년 4월 12일` and `1990. 4. 12.`; in Croatia, `12.4.1990.` */
const DAY = /^(\d{1,4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,4})\s*[日일.]?$/;

/** A midnight, `.0` or zone that programs append to a day without a time. In `12.04.00`, `.00` is the year. */
const APPENDED_MIDNIGHT =
  /(?:[T ](?:0?0:00(?::00)?|12:00(?::00)? AM))?(?:(?<!^\d{1,2}\.\s*\d{1,2})\.0+)?(?:Z| UTC|\+00(?::?00)?)?$/i;

/** A day without the midnight that a program appended to it. */
export function withoutMidnight(text: string): string {
  return text.replace(APPENDED_MIDNIGHT, '');
}

/**
 * Reads a day that begins with its year, or ends with it if the order of day and month is clear. If the day cannot be
 * read, only the midnight that a program appended to it is removed.
 */
export const reorderDate: Repair['fix'] = (text, { now }) => {
  const day = withoutMidnight(text);
  return dayAlone(day) ?? withBirthCentury(day, undefined, now) ?? (day === text ? undefined : day);
};

/** Reads a day with the order of day and month that a person has chosen. */
export function readDateIn(order: DayOrder): Repair['fix'] {
  return (text, { now }) => dayAlone(text, order) ?? withBirthCentury(text, order, now);
}

/** A day without a time, in the format of ISO 8601. `order` is not needed if the day begins with its year. */
export function dayAlone(text: string, order?: DayOrder): string | undefined {
  return isoDayIn(plainTime(text), order);
}

/**
 * Reads a day in any notation from a text that `plainTime` returned, and writes it in ISO 8601. Undefined if the order
 * of day and month is unclear, or if the calendar has no such day.
 */
export function isoDayIn(text: string, order?: DayOrder): string | undefined {
  const [, first = '', second = '', third = ''] = DAY.exec(inCommonEra(withMonthNumber(text))) ?? [];
  if (first.length === 4 && third.length <= 2) return isoDayOf(first, second, third);
  if (third.length !== 4 || first.length > 2) return undefined;
  const dayOrder = order ?? dayOrderOf(Number(first), Number(second));
  if (dayOrder === 'day_first') return isoDayOf(third, second, first);
  return dayOrder === 'month_first' ? isoDayOf(third, first, second) : undefined;
}

/** Replaces the name of a month: `20-Nov-2026` becomes `2026-11-20`. A two-digit year keeps two digits. */
function withMonthNumber(text: string): string {
  const namedDay = namedDayIn(text);
  return namedDay ? `${namedDay.year}-${namedDay.month}-${namedDay.day}${namedDay.textAfter}` : text;
}

function isoDayOf(year: string, month: string, day: string): string | undefined {
  if (!isCalendarDay({ year: Number(year), month: Number(month), day: Number(day) })) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
