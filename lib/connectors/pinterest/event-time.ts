import { exactInteger } from '../../core/clean.ts';
import type { Cell, Clean } from '../../core/field.ts';

/** Reading event_time: Unix seconds, or a timestamp as Presto and ISO 8601 print it, floored to seconds. */

const SKEW_ALLOWED = 5 * 60;
const OLD = 7 * 24 * 60 * 60;
const FIRST_MILLISECONDS = 1e12;

const TIMESTAMP =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,12})?)?\s*([+-]\d{2}(?::?\d{2})?|[A-Za-z][\w+/-]*)?$/i;
const OFFSET = /^([+-])(\d{2}):?(\d{2})?$/;
const UTC = /^(?:z|utc|gmt|ut)$/i;

export const eventTime: Clean = (text, cell) => {
  const seconds = readSeconds(text, cell);
  if (seconds === undefined) return undefined;
  if (seconds < 0) return cell.error('event_time_unreadable');
  if (seconds > cell.now + SKEW_ALLOWED) return cell.error('event_time_future');
  if (seconds < cell.now - OLD) cell.warn('event_time_old');
  return seconds;
};

function readSeconds(text: string, cell: Cell): number | undefined {
  const number = exactInteger(text);
  if (number === undefined) return readTimestamp(text, cell);
  return number < FIRST_MILLISECONDS ? number : cell.error('event_time_not_seconds', { divisor: divisorOf(number) });
}

/** How far a number of milli-, micro- or nanoseconds is from seconds. */
function divisorOf(number: number): number {
  if (number < 1e15) return 1e3;
  return number < 1e18 ? 1e6 : 1e9;
}

function readTimestamp(text: string, cell: Cell): number | undefined {
  const parts = TIMESTAMP.exec(text);
  if (!parts) return cell.error('event_time_unreadable');
  const [, year, month, day, hour, minute, second = '00', zone] = parts;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  if (zone === undefined) cell.warn('event_time_without_zone');
  return (second < '60' ? secondsOf(local, zone ?? 'Z') : undefined) ?? cell.error('event_time_unreadable');
}

/** Undefined where the date, the time or the zone does not exist. */
function secondsOf(local: string, zone: string): number | undefined {
  if (UTC.test(zone)) return utcSeconds(local);
  const offset = OFFSET.exec(zone);
  if (!offset) return zonedSeconds(local, zone);
  const [, sign, hours, minutes = '00'] = offset;
  if (Number(hours) > 18 || Number(minutes) > 59) return undefined;
  const utc = utcSeconds(local);
  const shift = Number(hours) * 3600 + Number(minutes) * 60;
  return utc === undefined ? undefined : utc - (sign === '-' ? -shift : shift);
}

/** Date.parse rolls 31 February over to March; a date that does not print as it was read does not exist. */
function utcSeconds(local: string): number | undefined {
  const milliseconds = Date.parse(`${local}Z`);
  if (Number.isNaN(milliseconds)) return undefined;
  return new Date(milliseconds).toISOString().startsWith(local) ? milliseconds / 1000 : undefined;
}

function zonedSeconds(local: string, zone: string): number | undefined {
  try {
    const moment = Temporal.PlainDateTime.from(local, { overflow: 'reject' }).toZonedDateTime(zone);
    return Math.floor(moment.epochMilliseconds / 1000);
  } catch {
    return undefined;
  }
}
