import type { Repair } from '../../../core/connector/repair.ts';
import { isCalendarDay } from '../../../core/text/calendar-day.ts';
import { namedDayIn } from '../../../core/text/month-names.ts';
import { withBirthCentury } from './birth-years.ts';
import { type DayOrder, dayOrderOf } from './day-order.ts';
import { inCommonEra } from './japanese-eras.ts';
import { plainTime } from './plain-time.ts';

/** A day of three numbers: `12/4/1990`; in Korea, `1990년 4월 12일` and `1990. 4. 12.`; in Croatia, `12.4.1990.` */
const DAY = /^(\d{1,4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,4})\s*[日일.]?$/;

/**
 * A midnight, also with a zone, `.0` or a zone that programs append to a day without a time. In `12.04.00`, `.00` is
 * the year, and in `1990-04-12`, `-12` is no zone.
 */
const APPENDED_MIDNIGHT =
  /(?:[T ](?:0?0:00(?::00)?|12:00(?::00)? AM)(?:\.0+)?(?: ?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?))?|(?:(?<!^\d{1,2}\.\s*\d{1,2})\.0+)?(?:Z| UTC|\+00|[+-]\d\d:\d\d)?)$/i;
/** A midnight with the name of its zone: `Thu Apr 12 1990 00:00:00 GMT+0900 (Japan Standard Time)`. */
const MAY_HAVE_ZONE = /\b0?0:00.*[a-z]/i;

/** A day without the midnight that a program appended to it. */
export function withoutMidnight(text: string): string {
  return (MAY_HAVE_ZONE.test(text) ? plainTime(text) : text).replace(APPENDED_MIDNIGHT, '');
}

/**
 * Reads a day that begins with its year, or ends with it if the order of day and month is clear. If the day cannot be
 * read, only the midnight that a program appended to it is removed.
 */
export const reorderDate: Repair['fix'] = (text, { now, textOf }) => {
  const day = dayOfMidnight(text) ?? withoutMidnight(text);
  const mayBeOfEra = SHORT_YEARS_OF_ERAS[textOf('country')?.toUpperCase() ?? '']?.test(day) === true;
  const birth = mayBeOfEra ? undefined : withBirthCentury(day, undefined, now);
  return dayAlone(day) ?? birth ?? (day === text ? undefined : day);
};

/**
 * Days with years of two digits that may be those of an era, by country: of the Republic of China in `79/04/12` (1990),
 * of Shōwa, which had 64 years, in `45/04/12` (1970), and of Buddhism in `12/4/33` (1990).
 */
const SHORT_YEARS_OF_ERAS: Readonly<Record<string, RegExp>> = {
  TW: /^\d{2}\D\d{1,2}\D\d{1,2}$/,
  JP: /^(?:[0-5]\d|6[0-4])\D\d{1,2}\D\d{1,2}$/,
  TH: /^\d{1,2}\D\d{1,2}\D\d{2}$/,
};
/** Milliseconds or seconds since 1970, or before it. Fewer digits are a spreadsheet's serial number or a day. */
const UNIX_TIME = /^-?\d{9,13}$/;
const DAY_MS = 24 * 60 * 60 * 1000;
/** No living person was born so long before 1970, and none will be so long after it while this program is in use. */
const MAX_BIRTH_MS = 130 * 365 * DAY_MS;

/**
 * The day of a midnight in UTC since 1970, as programs such as HubSpot export days. Undefined for other times, and for
 * `1209600000`, which as seconds is a day in 2008 and as milliseconds one in 1970.
 */
function dayOfMidnight(text: string): string | undefined {
  if (!UNIX_TIME.test(text)) return undefined;
  const [midnight, other] = [Number(text) * 1000, Number(text)].filter(
    (milliseconds) => milliseconds % DAY_MS === 0 && Math.abs(milliseconds) < MAX_BIRTH_MS,
  );
  if (midnight === undefined || other !== undefined) return undefined;
  return new Date(midnight).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

/** Reads a day with the order of day and month that a person has chosen. */
export function readDateIn(order: DayOrder): Repair['fix'] {
  return (text, { now }) => {
    const day = withoutMidnight(text);
    return dayAlone(day, order) ?? withBirthCentury(day, order, now);
  };
}

/** A day without a time, in the format of ISO 8601. `order` is not needed if the day begins with its year. */
export function dayAlone(text: string, order?: DayOrder): string | undefined {
  return isoDayIn(separatedDay(plainTime(text)), order);
}

/** A day with other signs or blanks between its numbers: `1990 04 12`, `1990,4,12`, `12\\04\\1990`. */
const OTHER_SEPARATORS = /^(\d{1,4})[\s,;_|\\]+(\d{1,2})[\s,;_|\\]+(\d{1,4})[,;]?$/;
/** `12041990`. With the year first, the rule reads such a day. */
const YEAR_LAST = /^(\d\d)(\d\d)((?:19|20)\d\d)$/;
/** `1.9900412E7`, which Presto and Java write for 19900412. */
const DOUBLE_DAY = /^([12])\.(\d{3})(\d\d)(\d\d)E7$/;

function separatedDay(text: string): string {
  return text
    .replace(OTHER_SEPARATORS, '$1-$2-$3')
    .replace(YEAR_LAST, '$1-$2-$3')
    .replace(DOUBLE_DAY, '$1$2-$3-$4')
    .replace(/[,;]$/, '');
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
