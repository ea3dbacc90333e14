import { readDay } from '../text/calendar-day.ts';

/**
 * Local times are numbers: the milliseconds that UTC would have if its clocks showed the same time. Calendar days thus
 * always have 24 hours, and only `firstInstant` deals with clock changes.
 */

export const DAY_MS = 24 * 60 * 60 * 1000;
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The format that writes times of a zone. Swedish writes a time as in ISO 8601, but with a blank for the T. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const key = timeZone.toLowerCase();
  const cached = formats.get(key);
  if (cached) return cached;
  const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(key, format);
  return format;
}

/** What the clocks of a time zone show at an instant, to the second. */
export function localAt(instant: number, timeZone: string): number {
  return Date.parse(`${formatOf(timeZone).format(instant).replace(' ', 'T')}Z`);
}

/**
 * The first instant at which the clocks of a time zone show a local time; if they skip it, the instant right after the
 * gap.
 */
export function firstInstant(local: number, timeZone: string): number {
  // Clocks change at most once in these two days, so one of the two offsets applies.
  const candidates = [local - DAY_MS, local + DAY_MS].map((near) => local - (localAt(near, timeZone) - near));
  const shown = candidates.filter((instant) => localAt(instant, timeZone) === local);
  return shown.length > 0 ? Math.min(...shown) : endOfGap(local, timeZone, candidates);
}

/** Finds the end of a gap by bisection between an instant before it and one after it. */
function endOfGap(local: number, timeZone: string, bounds: readonly number[]): number {
  let [early, late] = [Math.min(...bounds), Math.max(...bounds)];
  while (late - early > SECOND_MS) {
    const middle = early + Math.floor((late - early) / (2 * SECOND_MS)) * SECOND_MS;
    if (localAt(middle, timeZone) < local) early = middle;
    else late = middle;
  }
  return late;
}

const LOCAL_TIME =
  /^(?<date>[12]\d{3}-\d\d-\d\d)[T ](?<time>\d\d:\d\d)(?::(?<second>\d\d))?(?<offset>Z|[+-]\d\d:\d\d)?$/;

/** Reads `YYYY-MM-DDThh:mm:ss`; a time with an offset as the local time of the zone. Undefined if it is malformed. */
export function readLocalTime(text: string, timeZone: string): number | undefined {
  const { date, time, second = '00', offset } = LOCAL_TIME.exec(text)?.groups ?? {};
  const withoutOffset = `${date}T${time}:${second}`;
  const local = Date.parse(`${withoutOffset}Z`);
  if (date === undefined || Number.isNaN(local) || writeLocalTime(local) !== withoutOffset) return undefined;
  if (offset === undefined) return local;
  const instant = Date.parse(`${withoutOffset}${offset}`);
  return Number.isNaN(instant) ? undefined : localAt(instant, timeZone);
}

/** Writes `YYYY-MM-DDThh:mm:ss`. */
export function writeLocalTime(local: number): string {
  return new Date(local).toISOString().slice(0, 19);
}

/** The weekday of a local time: 1 is Monday, 7 is Sunday. */
export function weekdayOf(local: number): number {
  return new Date(local).getUTCDay() || 7;
}

/** The offset of a time zone at an instant: `+09:00`, or with another separator. */
export function offsetText(instant: number, timeZone: string, separator = ':'): string {
  const second = Math.floor(instant / SECOND_MS) * SECOND_MS;
  const minutes = Math.round((localAt(second, timeZone) - second) / MINUTE_MS);
  const twoDigits = (number: number) => String(number).padStart(2, '0');
  const sign = minutes < 0 ? '-' : '+';
  const hours = Math.floor(Math.abs(minutes) / 60);
  return `${sign}${twoDigits(hours)}${separator}${twoDigits(Math.abs(minutes) % 60)}`;
}

/**
 * The beginning of a day YYYY-MM-DD, or of the day `plusDays` later, in a time zone, in milliseconds since 1970.
 * Undefined if the calendar does not have the day.
 */
export function startOfDay(day: string | undefined, timeZone: string, plusDays = 0): number | undefined {
  const local = readDay(day ?? '');
  return local === undefined ? undefined : firstInstant(local + plusDays * DAY_MS, timeZone);
}
