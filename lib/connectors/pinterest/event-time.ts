import type { EventFacts } from '../../core/preparation/prepare-options.ts';
import { exactInteger } from '../../core/record/clean.ts';
import type { Cell, Clean } from '../../core/record/field.ts';

/** Parses event_time: Unix seconds, or a timestamp or date as Presto and ISO 8601 write it, floored to seconds. */

const MAX_SKEW_SECONDS = 5 * 60;
const OLD_AFTER_SECONDS = 7 * 24 * 60 * 60;
const MAX_ONLINE_DELAY_SECONDS = 60 * 60;
/** Pinterest did not exist before 2010; a smaller number is a spreadsheet date or not a time. */
const MIN_SECONDS = Date.UTC(2010) / 1000;
/** From this number on, a number counts milliseconds or smaller units since 1970. */
export const MIN_MILLISECONDS = 1e12;

/** The redundant name of a zone after its offset: `+09:00[Asia/Tokyo]`, `Z[UTC]`, `+0900 JST`. */
export const NAME_AFTER_OFFSET = String.raw`\[[\w+/-]+\]|\s+[A-Z]{3,5}`;
const TIMESTAMP = new RegExp(
  [
    String.raw`^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,12})?)?`,
    String.raw`\s*(?:([+-]\d{2}(?::?\d{2})?|Z)(?:${NAME_AFTER_OFFSET})?|([A-Z][\w+/-]*))?$`,
  ].join(''),
  'i',
);
/** A date as Presto prints `current_date`. */
const DATE = /^\d{4}-\d{2}-\d{2}$/;
/**
 * `20261124075320`, as SAP and Oracle export a time. The digits can end after the day, the hour or the minute, and a
 * fraction and a zone can follow them.
 */
const COMPACT =
  /^\+?(20\d\d)(\d\d)(\d\d)(?:[T ]?(\d\d)(?::?(\d\d)(?::?(\d\d)(\d{3}|\.\d{1,12})?)?)?)?(?:\.0+)?\s*([+-]\d{2}:?\d{2}|z|utc|gmt)?$/i;
const EXPONENT = /e\+?\d+$/i;
/** A number with a fraction, also as Presto prints a double: `1.764150000123E9`. */
const FRACTION = /^\+?(\d+)\.(\d+)(?:e\+?(\d{1,2}))?$/i;
/** The number of digits of Unix seconds from 2001 to 2286. A text with a fraction is longer. */
const PLAIN_SECONDS_LENGTH = 10;
/**
 * Unix seconds of which spreadsheets or `printf("%e")` kept at most seven of the ten digits: all events within a
 * quarter of an hour or more would get the same time.
 */
const LOST_DIGITS = /^\d(?:[.,]\d{1,6})?e\+\d{1,3}$/i;
const NONZERO_FRACTION = /[.,]\d*[1-9]/;
const OFFSET = /^([+-])(\d{2}):?(\d{2})?$/;
const UTC = /^(?:z|utc|gmt|ut)$/i;
/**
 * Abbreviations that the tz database lacks and that have only one meaning; `TD_TIME_FORMAT` prints JST, and programs in
 * German print MEZ. PST, CST and IST are not included, because they are also times of the Philippines, of China and of
 * Israel.
 */
const OFFSET_OF_ABBREVIATION = new Map(
  Object.entries({
    JST: '+09:00',
    KST: '+09:00',
    HKT: '+08:00',
    SGT: '+08:00',
    WIB: '+07:00',
    WITA: '+08:00',
    WIT: '+09:00',
    AEDT: '+11:00',
    NZDT: '+13:00',
    MSK: '+03:00',
    EEST: '+03:00',
    CEST: '+02:00',
    MESZ: '+02:00',
    MEZ: '+01:00',
    BRT: '-03:00',
    EDT: '-04:00',
    MDT: '-06:00',
    PDT: '-07:00',
  }),
);
/** Names of zones in the tz database with daylight saving time that are abbreviations of their standard time. */
const STANDARD_TIMES = new Set(['CET', 'EET', 'MET', 'WET']);

export const eventTime: Clean = (text, cell) => {
  if (LOST_DIGITS.test(text)) return cell.error('digits_lost');
  const seconds = readSeconds(text, cell);
  if (seconds === undefined) return undefined;
  if (!isPlausible(seconds, cell.now)) {
    if (compactTimestamp(text) !== undefined) return cell.error('event_time_compact');
    return cell.error(seconds < MIN_SECONDS ? 'event_time_before_2010' : 'event_time_future');
  }
  if (seconds < cell.now - OLD_AFTER_SECONDS) cell.warn('event_time_old');
  const hasFraction =
    text.length > PLAIN_SECONDS_LENGTH && NONZERO_FRACTION.test(text) && exactInteger(text) === undefined;
  if (hasFraction) cell.warn('event_time_fraction');
  return seconds;
};

function readSeconds(text: string, cell: Cell): number | undefined {
  const number = exactInteger(text) ?? wholeSeconds(text);
  if (number === undefined) return readTimestamp(text, cell);
  if (number < 0) return cell.error('event_time_unreadable');
  if (number < MIN_MILLISECONDS) return number;
  if (compactTimestamp(text) !== undefined) return cell.error('event_time_compact');
  return cell.error('event_time_not_seconds', { divisor: divisorOf(number) });
}

function isPlausible(seconds: number, now: number): boolean {
  return seconds >= MIN_SECONDS && seconds <= now + MAX_SKEW_SECONDS;
}

/** Whether Pinterest counts an event as offline because it is more than an hour old, although its source is another. */
export function isLate(event: EventFacts, now: number): boolean {
  const isOld = Number(event.valueOf('event_time')) < now - MAX_ONLINE_DELAY_SECONDS;
  return isOld && event.valueOf('action_source') !== 'offline';
}

/** Like `compactTimestamp`, but undefined if the digits can be Unix seconds. */
export function readCompact(text: string, now: number): string | undefined {
  return isPlausible(Number(text), now) ? undefined : compactTimestamp(text);
}

/**
 * Adds the separators to a date, or to a date and time, written as digits: `20261124` becomes `2026-11-24`. Undefined
 * for other texts, and if the date or time does not exist.
 */
export function compactTimestamp(text: string): string | undefined {
  const parts = COMPACT.exec(EXPONENT.test(text) ? String(exactInteger(text) ?? '') : text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute = '00', second = '00', fraction = '', zone] = parts;
  const date = `${year}-${month}-${day}`;
  if (utcSeconds(`${date}T${hour ?? '00'}:${minute}:${second}`) === undefined) return undefined;
  if (hour === undefined) return zone === undefined ? date : undefined;
  const lacksPoint = /^\d/.test(fraction);
  const timestamp = `${date} ${hour}:${minute}:${second}${lacksPoint ? '.' : ''}${fraction}`;
  return zone === undefined ? timestamp : `${timestamp} ${zone}`;
}

/** The integer part of a number with a fraction, such as `1759996400.123`; undefined for any other text. */
export function wholeSeconds(text: string): number | undefined {
  const [, whole, fraction = '', exponent = '0'] = FRACTION.exec(text) ?? [];
  const shift = Number(exponent);
  return whole === undefined ? undefined : Number(whole + fraction.slice(0, shift).padEnd(shift, '0'));
}

/** How many of the number's units make a second: milli-, micro- or nanoseconds, judged by the size of the number. */
function divisorOf(number: number): number {
  if (number < 1e15) return 1e3;
  return number < 1e18 ? 1e6 : 1e9;
}

function readTimestamp(text: string, cell: Cell): number | undefined {
  const parts = TIMESTAMP.exec(DATE.test(text) ? `${text} 00:00` : text);
  if (!parts) return cell.error('event_time_unreadable');
  const [, year, month, day, hour, minute, second = '00', offset, zoneName] = parts;
  const localTime = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const zone = offset ?? zoneName;
  if (zone === undefined) cell.warn('event_time_without_zone');
  // Temporal would read the second 60 as 59.
  const seconds = Number(second) < 60 ? secondsOf(localTime, zone ?? 'Z', cell) : undefined;
  return seconds ?? cell.error('event_time_unreadable');
}

/** The Unix seconds of a local time; undefined if the date, time or zone does not exist. */
function secondsOf(localTime: string, zone: string, cell: Cell): number | undefined {
  if (UTC.test(zone)) return utcSeconds(localTime);
  const offset = OFFSET.exec(OFFSET_OF_ABBREVIATION.get(zone.toUpperCase()) ?? zone);
  if (!offset) return secondsInZone(localTime, zone, cell);
  const [, sign, hours, minutes = '00'] = offset;
  if (Number(hours) > 18 || Number(minutes) > 59) return undefined;
  const utc = utcSeconds(localTime);
  if (utc === undefined) return undefined;
  const offsetSeconds = Number(hours) * 3600 + Number(minutes) * 60;
  return sign === '-' ? utc + offsetSeconds : utc - offsetSeconds;
}

/**
 * The Unix seconds of a time in UTC. Date.parse turns 31 February into a day of March: a time that does not format back
 * to its input does not exist.
 */
function utcSeconds(localTime: string): number | undefined {
  const milliseconds = Date.parse(`${localTime}Z`);
  if (Number.isNaN(milliseconds)) return undefined;
  return new Date(milliseconds).toISOString().startsWith(localTime) ? milliseconds / 1000 : undefined;
}

function secondsInZone(localTime: string, zone: string, cell: Cell): number | undefined {
  const offset = offsetOn(localTime.slice(0, DAY_LENGTH), zone);
  if (offset === undefined) return secondsOnChange(localTime, zone, cell);
  const utc = utcSeconds(localTime);
  return utc === undefined ? undefined : utc - offset;
}

const DAY_LENGTH = 'YYYY-MM-DD'.length;
const HOURS_OF_DAY = 24;
const NANOSECONDS = 1e9;
/** The offsets of zones by day. A file has few days, and Temporal takes long to find an offset. */
const offsets = new Map<string, number | undefined>();
const MAX_OFFSETS = 5000;

/**
 * The offset of a zone during a day, in seconds; undefined if it changes that day, or if the day or zone does not
 * exist.
 */
function offsetOn(day: string, zone: string): number | undefined {
  const key = day + zone;
  if (!offsets.has(key)) {
    if (offsets.size >= MAX_OFFSETS) offsets.clear();
    offsets.set(key, findOffset(day, zone));
  }
  return offsets.get(key);
}

function findOffset(day: string, zone: string): number | undefined {
  try {
    const start = Temporal.PlainDate.from(day, { overflow: 'reject' }).toZonedDateTime(zone);
    return start.hoursInDay === HOURS_OF_DAY ? start.offsetNanoseconds / NANOSECONDS : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The Unix seconds of a time on a day on which the clock is changed. A time that the clock skipped or showed twice is
 * read with the offset before the change, with a warning; a time with the name of its standard time is not twice.
 */
function secondsOnChange(localTime: string, zone: string, cell: Cell): number | undefined {
  try {
    const time = Temporal.PlainDateTime.from(localTime, { overflow: 'reject' });
    const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
      Math.floor(time.toZonedDateTime(zone, { disambiguation }).epochMilliseconds / 1000),
    );
    if (earlier === later || STANDARD_TIMES.has(zone.toUpperCase())) return later;
    cell.warn('event_time_clock_change');
    return Math.floor(time.toZonedDateTime(zone).epochMilliseconds / 1000);
  } catch {
    return undefined;
  }
}
