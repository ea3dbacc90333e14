import type { Repair } from '../../../core/connector/repair.ts';
import { exactInteger } from '../../../core/record/clean.ts';
import { isCalendarDay } from '../../../core/text/calendar-day.ts';
import { namedDayIn } from '../../../core/text/month-names.ts';
import { compactTimestamp, MIN_MILLISECONDS, wholeSeconds } from '../event-time.ts';
import { type DayOrder, withBirthCentury } from './birth-years.ts';
import { plainTime } from './plain-time.ts';

const DIVISORS = [1e3, 1e6, 1e9] as const;
const DIGITS = /^\d+$/;

/** Converts milli-, micro- or nanoseconds since 1970 to seconds, without the fraction. */
export const toSeconds: Repair['fix'] = (text) => {
  const digits = DIGITS.test(text) ? text : String(exactInteger(text) ?? wholeSeconds(text) ?? '');
  const number = Number(digits);
  if (!DIGITS.test(digits) || number < MIN_MILLISECONDS) return undefined;
  const divisor = DIVISORS.find((each) => number / each < MIN_MILLISECONDS);
  return divisor && digits.slice(0, -Math.log10(divisor));
};

const SECOND_WITH_FRACTION = /(:\d{2})[.,]\d{1,12}/;

/** Removes the fraction of a second. */
export const removeFraction: Repair['fix'] = (text) => {
  const seconds = wholeSeconds(text);
  return seconds === undefined ? text.replace(SECOND_WITH_FRACTION, '$1') : String(seconds);
};

/** A spreadsheet's serial date: days since 1899-12-30, with a fraction. */
const SERIAL = /^\d{5}(?:\.\d+)?$/;
const SERIAL_OF_1970 = 25_569;
const SECONDS_OF_DAY = 24 * 60 * 60;

/** Converts a spreadsheet's serial date to a day. */
export const serialToDay: Repair['fix'] = (text) => serialMoment(text)?.slice(0, 'YYYY-MM-DD'.length);

/** Converts a spreadsheet's serial date to a time in a zone. */
export const serialToTime: Repair['fix'] = (text, _, zone) => zoned(serialMoment(text), zone);

function serialMoment(text: string): string | undefined {
  if (!SERIAL.test(text)) return undefined;
  const seconds = Math.round((Number(text) - SERIAL_OF_1970) * SECONDS_OF_DAY);
  return new Date(seconds * 1000).toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length).replace('T', ' ');
}

/** Also as in Korea and Croatia: `1990년 4월 12일`, `1990. 4. 12.`, `12.4.1990.` */
const DAY = /^(\d{1,4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,4})\s*[日일.]?$/;

/** What programs append to a day, or to its eight digits, if it has no time. `12.04.00` is a day of the year 2000. */
const NO_TIME =
  /(?:[T ](?:0?0:00(?::00)?|12:00(?::00)? AM))?(?:(?<!^\d{1,2}\.\s*\d{1,2})\.0+)?(?:Z| UTC|\+00(?::?00)?)?$/i;

/** A day without the midnight that a program appended to it. */
export function withoutMidnight(text: string): string {
  return text.replace(NO_TIME, '');
}

/** Reads year, month and day in any unambiguous order, with any separator. */
export const reorderDate: Repair['fix'] = (text, { now }) => {
  const day = withoutMidnight(text);
  return dayAlone(day) ?? withBirthCentury(day, undefined, now) ?? (day === text ? undefined : day);
};

/** Reads a day in the order a person has chosen. */
export function readDateIn(order: DayOrder): Repair['fix'] {
  return (text, { now }) => dayAlone(text, order) ?? withBirthCentury(text, order, now);
}

function isoDay(text: string, order?: DayOrder): string | undefined {
  const [, a = '', b = '', c = ''] = DAY.exec(inCommonEra(withMonthNumber(text))) ?? [];
  if (a.length === 4 && c.length <= 2) return isoOf(a, b, c);
  if (c.length !== 4 || a.length > 2) return undefined;
  if (order !== undefined) return order === 'day-month' ? isoOf(c, b, a) : isoOf(c, a, b);
  const [first, second] = [Number(a), Number(b)];
  if (first === second || first > 12) return isoOf(c, b, a);
  return second > 12 ? isoOf(c, a, b) : undefined; // 04/05/1990 may be either
}

/** `20-Nov-2026` becomes `2026-11-20`. A two-digit year keeps two digits. */
function withMonthNumber(text: string): string {
  const named = namedDayIn(text);
  return named ? `${named.year}-${named.month}-${named.day}${named.rest}` : text;
}

interface Era {
  /** The year before the first year of the era. */
  readonly before: number;
  /** The last year of the era; for the present era, which has not ended, the greatest number of two digits. */
  readonly last: number;
}

const MEIJI: Era = { before: 1867, last: 45 };
const TAISHO: Era = { before: 1911, last: 15 };
const SHOWA: Era = { before: 1925, last: 64 };
const HEISEI: Era = { before: 1988, last: 31 };
const REIWA: Era = { before: 2018, last: 99 };
const ERAS: Readonly<Record<string, Era>> = {
  明治: MEIJI,
  大正: TAISHO,
  昭和: SHOWA,
  平成: HEISEI,
  令和: REIWA,
  M: MEIJI,
  T: TAISHO,
  S: SHOWA,
  H: HEISEI,
  R: REIWA,
};
const ERA_YEAR = /^(明治|大正|昭和|平成|令和|[MTSHR](?=\s*\d{1,2}\s*[-/.年]))\s*(元|\d{1,2})\s*([-/.年])/u;

/** `昭和39年` becomes `1964年`, and `S39.` becomes `1964.`. */
function inCommonEra(text: string): string {
  return text.replace(ERA_YEAR, (whole, name: string, written: string, sign: string) => {
    const era = ERAS[name];
    const year = written === '元' ? 1 : Number(written);
    return era && year >= 1 && year <= era.last ? `${era.before + year}${sign}` : whole;
  });
}

function isoOf(year: string, month: string, day: string): string | undefined {
  if (!isCalendarDay({ year: Number(year), month: Number(month), day: Number(day) })) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const HALF_OF_DAY = '(?:午[前後]|[上下]午|오[전후])';
/** A day and a time, in these parts. */
const MOMENT = new RegExp(
  [
    String.raw`^(\S.*?)`, // the day
    String.raw`(?:[\sT,]+(?:(?:at|um|à|às|a las|alle ore|om|kl\.?)\s+)?|(?<=日)|\s*(?=${HALF_OF_DAY}))`,
    String.raw`(${HALF_OF_DAY}\s*|[ap]m\s+)?`,
    String.raw`(\d{1,2})(?:(?:[:.]|\s?h\s?)(?=\d\d)|[時时点시]\s*)(\d{1,2})`, // hour and minute
    String.raw`(?:(?:(?:[:.]|\s?min\s?)(?=\d\d)|[分분]\s*)(\d{1,2}(?:[.,]\d{1,12})?)(?:[秒초]|\s?s\b)?)?[分분]?`,
    String.raw`\s*([ap]m|[ap]\.\s?m\.)?`,
    String.raw`\s*((?:[+-]\d{2}:?\d{2}|z|[a-z]{3,4}|[a-z]+\/[a-z_]+))?$`, // the zone
  ].join(''),
  'i',
);

/**
 * Reads a day in another order or with other separators, followed by a time with a zone. Undefined without a zone,
 * because a person has to choose it, and for a day alone, which has no time.
 */
export const normalizeTimestamp: Repair['fix'] = (text) => {
  const timestamp = compactTimestamp(text) ?? timestampOf(text);
  return timestamp !== undefined && hasZone(timestamp) ? timestamp : undefined;
};

/** Reads a time, or a day as its midnight, in a zone, with the order of day and month that a person has chosen. */
export function readTimeIn(order: DayOrder): Repair['fix'] {
  return (text, _, zone) => {
    if (timestampOf(text) !== undefined || dayAlone(text) !== undefined) return undefined; // unambiguous
    return zoned(timestampOf(text, order) ?? midnightOf(dayAlone(text, order)), zone);
  };
}

/** Midnight in a zone, for a day without a time. */
export const dayToMidnight: Repair['fix'] = (text, _, zone) => zoned(midnightOf(dayAlone(text)), zone);

/** A day without a time. A day that begins with its year needs no order. */
export function dayAlone(text: string, order?: DayOrder): string | undefined {
  return isoDay(plainTime(text), order);
}

/**
 * The time of an event: a day with a time, or a day alone, as the rule for times reads it; undefined if it cannot be
 * read. Two-digit years are in this century, because events are not older.
 */
export function readMoment(text: string, order: DayOrder | undefined): string | undefined {
  if (WITH_FRACTION.test(text)) return text;
  const whole = inThisCentury(plainTime(text), order);
  return timestampOf(whole, order) ?? dayAlone(whole, order);
}

const SHORT_YEAR = /^(\d{1,2})([./-])(\d{1,2})\2(\d{2})(?!\d)/;

function inThisCentury(text: string, order: DayOrder | undefined): string {
  const named = namedDayIn(text);
  if (named?.year.length === 2) return `20${named.year}-${named.month}-${named.day}${named.rest}`;
  return order === undefined ? text : text.replace(SHORT_YEAR, (day) => `${day.slice(0, -2)}20${day.slice(-2)}`);
}

const SERIAL_AND_TIME = /^(\d{5})(?:[.,]0+)?[\sT]+(0[.,]\d+|\d{1,2}(?::|h).*)$/;

/** The serial number of a day, and a time or the fraction of the day, from two columns of a spreadsheet. */
export function readSerialAndTime(text: string): string | undefined {
  const [, day = '', time = ''] = SERIAL_AND_TIME.exec(text) ?? [];
  if (day === '') return undefined;
  const isFraction = /^0[.,]/.test(time);
  return isFraction
    ? serialMoment(String(Number(day) + Number(time.replace(',', '.'))))
    : timestampOf(`${serialMoment(day)?.slice(0, 10)} ${time}`);
}

function midnightOf(day: string | undefined): string | undefined {
  return day && `${day} 00:00:00`;
}

const ENDS_WITH_ZONE = /(?:[+-]\d{2}:?\d{2}|[a-z])$/i;
/** Formats that only the rule of event_time reads: with a fraction of a second, or a day alone. */
const WITH_FRACTION = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}[.,]\d+$/i;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Adds the zone that a person has chosen to a time without one. */
export const addZone: Repair['fix'] = (text, _, zone) => {
  const written = compactTimestamp(text) ?? text;
  const inRuleFormat = WITH_FRACTION.test(written) ? written : ISO_DAY.test(written) ? midnightOf(written) : undefined;
  const timestamp = inRuleFormat ?? timestampOf(written);
  return timestamp === undefined || hasZone(timestamp) ? undefined : zoned(timestamp, zone);
};

function hasZone(timestamp: string): boolean {
  return ENDS_WITH_ZONE.test(timestamp);
}

/** The time zone furthest ahead: a time that is in the future in this zone is in the future in every zone. */
const FURTHEST_AHEAD = '+14:00';

/**
 * Adds a zone to a time without one. Until a person has chosen a zone, the time is judged in the zone furthest ahead.
 */
function zoned(timestamp: string | undefined, zone = FURTHEST_AHEAD): string | undefined {
  return timestamp === undefined || hasZone(timestamp) ? timestamp : `${timestamp} ${zone}`;
}

function timestampOf(text: string, order?: DayOrder): string | undefined {
  const [, day = '', half, hour = '', minute = '', second = '00', meridiem = half, zone = ''] =
    MOMENT.exec(plainTime(text)) ?? [];
  const iso = isoDay(day.trim(), order);
  const hours =
    meridiem === undefined ? Number(hour) : hourOf(Number(hour), meridiem.replace(/[.\s]/g, '').toLowerCase());
  if (iso === undefined || hours === undefined || hours > 23) return undefined;
  return `${iso} ${[String(hours), minute, second].map(twoDigits).join(':')}${zone === '' ? '' : ` ${zone}`}`;
}

/** A number, which may have a fraction, with two digits before it. */
function twoDigits(number: string): string {
  return number.replace(/^\d(?!\d)/, '0$&');
}

const AFTER_NOON = new Set(['pm', '午後', '下午', '오후']);

function hourOf(hour: number, meridiem: string): number | undefined {
  // 午後0時 is noon.
  if (hour > 12 || (hour < 1 && !meridiem.startsWith('午'))) return undefined;
  return (hour % 12) + (AFTER_NOON.has(meridiem) ? 12 : 0);
}
