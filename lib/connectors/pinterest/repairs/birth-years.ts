import { type CalendarDay, isCalendarDay } from '../../../core/text/calendar-day.ts';
import { namedDayIn } from '../../../core/text/month-names.ts';
import { plainTime } from './plain-time.ts';

/** How to read 04/05/1990. */
export type DayOrder = 'day-month' | 'month-day';

/** Older customers are implausible. If both centuries give a plausible age, neither is chosen. */
const MAX_AGE_YEARS = 110;

const SHORT = /^(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})$/;
const MAX_DAY = 31;

/**
 * A day of birth with a two-digit year, completed by the only century that gives a plausible age. Undefined if both do,
 * or neither, or if the position of the year is unclear.
 */
export function withBirthCentury(text: string, order: DayOrder | undefined, now: number): string | undefined {
  const day = plainTime(text);
  const named = namedDayIn(day);
  if (named) return named.year.length === 2 && named.rest === '' ? birthOf(named, now) : undefined;
  const [, a = '', , b = '', c = ''] = SHORT.exec(day) ?? [];
  if (c === '') return undefined;
  const [first, second, last] = [Number(a), Number(b), Number(c)];
  if (first > MAX_DAY && a.length === 2) return birthOf({ year: a, month: second, day: c }, now);
  if (c.length !== 2 || (order === undefined && last <= MAX_DAY)) return undefined;
  const dayOrder = order ?? orderOf(first, second);
  if (dayOrder === undefined) return undefined;
  return birthOf(
    dayOrder === 'day-month' ? { year: c, month: second, day: a } : { year: c, month: first, day: b },
    now,
  );
}

function orderOf(first: number, second: number): DayOrder | undefined {
  if (first === second || first > 12) return 'day-month';
  return second > 12 ? 'month-day' : undefined;
}

interface ShortDay {
  /** The last two digits. */
  readonly year: string;
  readonly month: number;
  readonly day: string;
}

function birthOf({ year, month, day }: ShortDay, now: number): string | undefined {
  const years = ['19', '20'].map((century) => century + year);
  const [plausible, ...others] = years.filter((fullYear) =>
    isPlausible({ year: Number(fullYear), month, day: Number(day) }, now),
  );
  if (plausible === undefined || others.length > 0) return undefined;
  return `${plausible}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function isPlausible(birth: CalendarDay, now: number): boolean {
  if (!isCalendarDay(birth) || Date.UTC(birth.year, birth.month - 1, birth.day) > now * 1000) return false;
  return new Date(now * 1000).getUTCFullYear() - birth.year <= MAX_AGE_YEARS;
}
