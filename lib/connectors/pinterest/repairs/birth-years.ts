import { type CalendarDay, isCalendarDay } from '../../../core/text/calendar-day.ts';
import { namedDayIn } from '../../../core/text/month-names.ts';
import { type DayOrder, dayOrderOf } from './day-order.ts';
import { plainTime } from './plain-time.ts';

/** A century that makes a customer older than this is implausible. The rule for days of birth has a higher limit. */
const MAX_LIKELY_AGE_YEARS = 110;

/** A day with a two-digit year: `12.4.90` or `90-4-12`. */
const SHORT_DAY = /^(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})$/;
const MAX_DAY = 31;

/**
 * A day of birth with a two-digit year, completed by the only century that gives a plausible age. Undefined if both
 * centuries give one, or neither does, or if it is unclear which number is the year.
 */
export function withBirthCentury(text: string, order: DayOrder | undefined, now: number): string | undefined {
  const writtenDay = plainTime(text);
  const namedDay = namedDayIn(writtenDay);
  if (namedDay) return namedDay.year.length === 2 && namedDay.textAfter === '' ? birthOf(namedDay, now) : undefined;
  const [, first = '', , second = '', third = ''] = SHORT_DAY.exec(writtenDay) ?? [];
  if (third === '') return undefined;
  if (Number(first) > MAX_DAY) return birthOf({ year: first, month: Number(second), day: third }, now);
  const isYearLast = third.length === 2 && (order !== undefined || Number(third) > MAX_DAY);
  if (!isYearLast) return undefined;
  const dayOrder = order ?? dayOrderOf(Number(first), Number(second));
  if (dayOrder === 'day_first') return birthOf({ year: third, month: Number(second), day: first }, now);
  if (dayOrder === 'month_first') return birthOf({ year: third, month: Number(first), day: second }, now);
  return undefined;
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
  return new Date(now * 1000).getUTCFullYear() - birth.year <= MAX_LIKELY_AGE_YEARS;
}
