import type { Repair } from '../../../core/connector/repair.ts';
import { exactInteger } from '../../../core/record/clean.ts';
import { namedDayIn } from '../../../core/text/month-names.ts';
import { compactTimestamp, MIN_MILLISECONDS, wholeSeconds } from '../event-time.ts';
import type { DayOrder } from './day-order.ts';
import { dayAlone, isoDayIn } from './days.ts';
import { plainTime } from './plain-time.ts';
import { serialDay, serialMoment } from './serial-dates.ts';

/** How many of the last digits are the fraction of a second: in milli-, micro- and nanoseconds. */
const FRACTION_DIGITS = [3, 6, 9];
const DIGITS = /^\d+$/;

/** Converts milli-, micro- or nanoseconds since 1970 to seconds, without the fraction. */
export const toSeconds: Repair['fix'] = (text) => {
  const digits = DIGITS.test(text) ? text : String(exactInteger(text) ?? wholeSeconds(text) ?? '');
  const number = Number(digits);
  if (!DIGITS.test(digits) || number < MIN_MILLISECONDS) return undefined;
  const fractionLength = FRACTION_DIGITS.find((length) => number / 10 ** length < MIN_MILLISECONDS);
  return fractionLength === undefined ? undefined : digits.slice(0, -fractionLength);
};

const SECOND_WITH_FRACTION = /(:\d{2})[.,]\d{1,12}/;

/** Removes the fraction of a second. */
export const removeFraction: Repair['fix'] = (text) => {
  const seconds = wholeSeconds(text);
  return seconds === undefined ? text.replace(SECOND_WITH_FRACTION, '$1') : String(seconds);
};

/** Morning and afternoon in Japanese, Chinese and Korean. */
const HALF_OF_DAY = '(?:午[前後]|[上下]午|오[전후])';
/** A day and a time, with its zone if it has one. */
const MOMENT = new RegExp(
  [
    String.raw`^(\S.*?)`, // the day
    // what separates the day and the time
    String.raw`(?:[\sT,;|_]+(?:(?:-|at|um|à|às|a las|alle ore|om|kl\.?)\s+)?|(?<=日)|(?<=^\d{4}-\d\d-\d\d)-|\s*(?=${HALF_OF_DAY}))`,
    String.raw`(${HALF_OF_DAY}\s*|[ap]m\s+)?`, // the half of the day
    String.raw`(\d{1,2})(?:(?:[:.]|\s?h\s?)(?=\d\d)|[時时点시]\s*)(\d{1,2})`, // hour and minute
    // the second
    String.raw`(?:(?:(?:[:.]|\s?min\s?)(?=\d\d)|[分분]\s*)(\d{1,2}(?:[.,]\d{1,12})?)(?:[秒초]|\s?s\b)?)?[分분]?`,
    String.raw`\s*([ap]m|[ap]\.\s?m\.|[صم](?=$|\s))?`, // the half of the day
    String.raw`\s*((?:[+-]\d{2}:?\d{2}|z|[a-z]{3,4}|[a-z]+\/[a-z_]+))?$`, // the zone
  ].join(''),
  'i',
);

/**
 * Reads a time with a zone in a notation that the rule does not read, such as `24.11.2026 07:53 UTC`. Undefined for a
 * time without a zone, which a person has to choose, and for a day without a time.
 */
export const normalizeTimestamp: Repair['fix'] = (text) => {
  const timestamp = compactTimestamp(text) ?? timestampOf(inThisCentury(plainTime(text), undefined));
  return timestamp !== undefined && hasZone(timestamp) ? timestamp : secondsIn(text);
};

/** Seconds or milliseconds in the notation of a program, or after the apostrophe of a spreadsheet: `/Date(1795…)/`. */
const WRAPPED_SECONDS = /^["']?(?:\/Date\(|\{\s*"\$date"\s*:\s*)?(\d{10})(?:\d{3})?(?:[+-]\d{4})?(?:\)\/|\s*\})?["']?$/;

function secondsIn(text: string): string | undefined {
  return DIGITS.test(text) ? undefined : WRAPPED_SECONDS.exec(text)?.[1];
}

/**
 * Reads a time, or the midnight of a day alone, with the order of day and month and the zone that a person has chosen.
 * Undefined if only one order is possible.
 */
export function readTimeIn(order: DayOrder): Repair['fix'] {
  return (text, _, zone) => {
    const isUnambiguous = timestampOf(text) !== undefined || dayAlone(text) !== undefined;
    if (isUnambiguous) return undefined;
    return withZoneIfNone(timestampOf(text, order) ?? midnightOf(dayAlone(text, order)), zone);
  };
}

/** Midnight in a zone, for a day without a time. */
export const dayToMidnight: Repair['fix'] = (text, _, zone) => withZoneIfNone(midnightOf(dayAlone(text)), zone);

/** Converts a spreadsheet's serial date to a time in a zone. */
export const serialToTime: Repair['fix'] = (text, _, zone) => serialTimeIn(text, zone);

/** The time of a spreadsheet's serial date in a zone; undefined for other texts. */
export function serialTimeIn(text: string, zone: string | undefined): string | undefined {
  return withZoneIfNone(serialMoment(text), zone);
}

/**
 * Rewrites the time of an event, or a day alone, so that the rule for times can read it. Undefined if this is not
 * possible. Two-digit years are in this century, because events are not older.
 */
export function readTimeOrDay(text: string, order: DayOrder | undefined): string | undefined {
  if (WITH_FRACTION.test(text)) return text;
  const withFullYear = inThisCentury(plainTime(text), order);
  return timestampOf(withFullYear, order) ?? dayAlone(withFullYear, order);
}

const SHORT_YEAR = /^(\d{1,2})([./-])(\d{1,2})\2(\d{2})(?!\d)/;

function inThisCentury(text: string, order: DayOrder | undefined): string {
  const namedDay = namedDayIn(text);
  if (namedDay?.year.length === 2) return `20${namedDay.year}-${namedDay.month}-${namedDay.day}${namedDay.textAfter}`;
  return order === undefined ? text : text.replace(SHORT_YEAR, (day) => `${day.slice(0, -2)}20${day.slice(-2)}`);
}

const SERIAL_AND_TIME = /^(\d{5})(?:[.,]0+)?[\sT]+(0[.,]\d+|\d{1,2}(?::|h).*)$/;

/** Reads a serial date joined with a time or a fraction of the day, which come from two columns of a spreadsheet. */
export function readSerialAndTime(text: string): string | undefined {
  const [, day = '', time = ''] = SERIAL_AND_TIME.exec(text) ?? [];
  if (day === '') return undefined;
  const isFractionOfDay = /^0[.,]/.test(time);
  if (isFractionOfDay) return serialMoment(String(Number(day) + Number(time.replace(',', '.'))));
  return timestampOf(`${serialDay(day)} ${time}`);
}

function midnightOf(day: string | undefined): string | undefined {
  return day && `${day} 00:00:00`;
}

const ENDS_WITH_ZONE = /(?:[+-]\d{2}:?\d{2}|[a-z])$/i;
const WITH_FRACTION = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}[.,]\d+$/i;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Adds the zone that a person has chosen to a time without one. */
export const addZone: Repair['fix'] = (text, _, zone) => withZone(text, zone);

/** A time with the zone added; undefined if the time already has a zone or cannot be read. */
export function withZone(text: string, zone: string | undefined): string | undefined {
  const separated = compactTimestamp(text) ?? text;
  const timestamp = inRuleFormat(separated) ?? timestampOf(separated);
  return timestamp === undefined || hasZone(timestamp) ? undefined : withZoneIfNone(timestamp, zone);
}

/** An ISO time with a fraction of a second, as written, or the midnight of an ISO day; undefined for other texts. */
function inRuleFormat(text: string): string | undefined {
  if (WITH_FRACTION.test(text)) return text;
  return ISO_DAY.test(text) ? midnightOf(text) : undefined;
}

function hasZone(timestamp: string): boolean {
  return ENDS_WITH_ZONE.test(timestamp);
}

/** The time zone furthest ahead. A time that is in the future in this zone is in the future in every other zone. */
const FURTHEST_AHEAD = '+14:00';

/**
 * Adds a zone to a time without one. As long as a person has not chosen a zone, the rule checks the time in the zone
 * furthest ahead.
 */
function withZoneIfNone(timestamp: string | undefined, zone = FURTHEST_AHEAD): string | undefined {
  return timestamp === undefined || hasZone(timestamp) ? timestamp : `${timestamp} ${zone}`;
}

/** A day and time as a timestamp, with its zone if it has one. Undefined if it cannot be read. */
function timestampOf(text: string, order?: DayOrder): string | undefined {
  const [, day = '', halfBefore, hour = '', minute = '', second = '00', halfAfter, zone = ''] =
    MOMENT.exec(plainTime(text)) ?? [];
  const isoDay = isoDayIn(day.trim(), order);
  const half = halfAfter ?? halfBefore;
  const hours = half === undefined ? Number(hour) : hourOf(Number(hour), half.replace(/[.\s]/g, '').toLowerCase());
  if (isoDay === undefined || hours === undefined || hours > 23) return undefined;
  const timestamp = `${isoDay} ${twoDigits(String(hours))}:${twoDigits(minute)}:${twoDigits(second)}`;
  return zone === '' ? timestamp : `${timestamp} ${zone}`;
}

/** A number with a zero in front if it has only one digit, not counting a fraction: `5.25` becomes `05.25`. */
function twoDigits(number: string): string {
  return number.replace(/^\d(?!\d)/, '0$&');
}

const AFTER_NOON = new Set(['pm', '午後', '下午', '오후', 'م']);

/** Converts an hour of the morning or afternoon to one from 0 to 23; undefined if there is no such hour. */
function hourOf(hour: number, half: string): number | undefined {
  // The hour 0 exists only in Japanese: 午後0時 is noon.
  if (hour > 12 || (hour < 1 && !half.startsWith('午'))) return undefined;
  return (hour % 12) + (AFTER_NOON.has(half) ? 12 : 0);
}
