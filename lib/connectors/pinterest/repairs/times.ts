import type { Repair } from '../../../core/connector/repair.ts';
import { exactInteger } from '../../../core/record/clean.ts';
import { wholeSeconds } from '../event-time.ts';

const DIVISORS = [1e3, 1e6, 1e9] as const;
const FIRST_TOO_FINE = 1e12;

/** Milli-, micro- or nanoseconds since 1970, without their fraction of a second. */
export const secondsOfFinerTime: Repair['fix'] = (text) => {
  const number = exactInteger(text);
  if (number === undefined || number < FIRST_TOO_FINE || !/^\d+$/.test(text)) return undefined;
  const divisor = DIVISORS.find((each) => number / each < FIRST_TOO_FINE);
  return divisor && text.slice(0, -Math.log10(divisor));
};

const SECOND_WITH_FRACTION = /(:\d{2})[.,]\d{1,12}/;

/** A time without its fraction of a second. */
export const timeWithoutFraction: Repair['fix'] = (text) => {
  const seconds = wholeSeconds(text);
  return seconds === undefined ? text.replace(SECOND_WITH_FRACTION, '$1') : String(seconds);
};

/** The days that a spreadsheet counts, from 1899-12-30 on, and a fraction of one. */
const SERIAL = /^\d{5}(?:\.\d+)?$/;
const SERIAL_OF_1970 = 25_569;
const SECONDS_OF_DAY = 24 * 60 * 60;

/** A day as spreadsheets count it, in a file that was saved without its format. */
export const dayOfSerial: Repair['fix'] = (text) => serialMoment(text)?.slice(0, 'YYYY-MM-DD'.length);

/** A moment as spreadsheets count it, by the clock of a zone. */
export const momentOfSerial: Repair['fix'] = (text, _, zone) => zoned(serialMoment(text), zone);

function serialMoment(text: string): string | undefined {
  if (!SERIAL.test(text)) return undefined;
  const seconds = Math.round((Number(text) - SERIAL_OF_1970) * SECONDS_OF_DAY);
  return new Date(seconds * 1000).toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length).replace('T', ' ');
}

const DAY = /^(\d{1,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,4})日?$/;

/** How 04/05/1990 is to be read. */
type DayOrder = 'day-month' | 'month-day';

/** What programs write behind a day or a number of eight digits that has none of it. */
const NO_TIME = /(?:[T ]0?0:00(?::00)?)?(?:\.0+)?Z?$/;

/** Year, month and day in any order that can be meant in one way only, with any separator. */
export const dateOrder: Repair['fix'] = (text) => {
  const day = text.replace(NO_TIME, '');
  return dayAlone(day) ?? (day === text ? undefined : day);
};

/** A day whose order a person has chosen. */
export function dateIn(order: DayOrder): Repair['fix'] {
  return (text) => dayAlone(text, order);
}

function isoDay(text: string, order?: DayOrder): string | undefined {
  const [, a = '', b = '', c = ''] = DAY.exec(inCommonEra(text)) ?? [];
  if (a.length === 4 && c.length <= 2) return isoOf(a, b, c);
  if (c.length !== 4 || a.length > 2) return undefined;
  const [first, second] = [Number(a), Number(b)];
  if (first === second || first > 12) return isoOf(c, b, a);
  if (second > 12) return isoOf(c, a, b);
  if (order === undefined) return undefined; // 04/05/1990 may be either
  return order === 'day-month' ? isoOf(c, b, a) : isoOf(c, a, b);
}

/** The year before the first one of each. */
const ERAS: Readonly<Record<string, number>> = { 明治: 1867, 大正: 1911, 昭和: 1925, 平成: 1988, 令和: 2018 };
const ERA_YEAR = /^(明治|大正|昭和|平成|令和)\s*(元|\d{1,2})\s*年/u;

/** 昭和39年 is 1964年. */
function inCommonEra(text: string): string {
  return text.replace(ERA_YEAR, (_, era: string, year: string) => {
    return `${(ERAS[era] ?? 0) + (year === '元' ? 1 : Number(year))}年`;
  });
}

function isoOf(year: string, month: string, day: string): string | undefined {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}

const MOMENT =
  /^(\S.*?)[\sT,]+(\d{1,2})(?::(?=\d\d)|時\s*)(\d{1,2})(?:(?::(?=\d\d)|分\s*)(\d{1,2})秒?)?分?\s*(am|pm)?\s*((?:[+-]\d{2}:?\d{2}|z|utc|gmt|[a-z]+\/[a-z_]+))?$/i;

/**
 * A day in another order or with other separators, and a time behind it that names its zone: the clock of one that does not
 * is for a person to choose. A day alone has no time that could be meant.
 */
export const timestampSpelling: Repair['fix'] = (text) => {
  const timestamp = timestampOf(text);
  return timestamp !== undefined && namesItsZone(timestamp) ? timestamp : undefined;
};

/** A time whose order of day and month a person has chosen; a day alone begins at midnight. Both by the clock of a zone. */
export function momentIn(order: DayOrder): Repair['fix'] {
  return (text, _, zone) => {
    if (timestampOf(text) !== undefined || dayAlone(text) !== undefined) return undefined; // can be meant in one way only
    return zoned(timestampOf(text, order) ?? midnightOf(dayAlone(text, order)), zone);
  };
}

/** The time at which a day begins that has none, by the clock of a zone. */
export const dayAtMidnight: Repair['fix'] = (text, _, zone) => zoned(midnightOf(dayAlone(text)), zone);

function dayAlone(text: string, order?: DayOrder): string | undefined {
  return isoDay(text.normalize('NFKC'), order);
}

function midnightOf(day: string | undefined): string | undefined {
  return day && `${day} 00:00:00`;
}

const NAMES_ITS_ZONE = /(?:[+-]\d{2}:?\d{2}|[a-z])$/i;
/** Spellings of event_time that only its own rule knows: with a fraction of a second, or a day alone. */
const WITH_FRACTION = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}[.,]\d+$/i;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A time that names no zone, in the one that a person names. */
export const inZone: Repair['fix'] = (text, _, zone) => {
  const own = WITH_FRACTION.test(text) ? text : ISO_DAY.test(text) ? midnightOf(text) : undefined;
  const timestamp = own ?? timestampOf(text);
  return timestamp === undefined || namesItsZone(timestamp) ? undefined : zoned(timestamp, zone);
};

function namesItsZone(timestamp: string): boolean {
  return NAMES_ITS_ZONE.test(timestamp);
}

/** The time zone furthest ahead: a time in the future there is in the future everywhere. */
const FURTHEST_AHEAD = '+14:00';

/** A time by the clock of a zone, unless it names its own. Until a person has named one, it is weighed by the furthest ahead. */
function zoned(timestamp: string | undefined, zone = FURTHEST_AHEAD): string | undefined {
  return timestamp === undefined || namesItsZone(timestamp) ? timestamp : `${timestamp} ${zone}`;
}

function timestampOf(text: string, order?: DayOrder): string | undefined {
  const [, day = '', hour = '', minute = '', second = '00', half, zone = ''] =
    MOMENT.exec(text.normalize('NFKC')) ?? [];
  const iso = isoDay(day.trim(), order);
  const hours = half === undefined ? Number(hour) : hourOf(Number(hour), half.toLowerCase());
  if (iso === undefined || hours === undefined || hours > 23) return undefined;
  return `${iso} ${[String(hours), minute, second].map(twoDigits).join(':')}${zone === '' ? '' : ` ${zone}`}`;
}

function twoDigits(number: string): string {
  return number.padStart(2, '0');
}

function hourOf(hour: number, half: string): number | undefined {
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}
