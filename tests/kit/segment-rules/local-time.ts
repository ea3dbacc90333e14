import type { Duration, Unit } from '../../../lib/core/audience/rules/calendar.ts';

/**
 * Local times by arithmetic on seconds and days, with only zone offsets from Intl, to check independently what the
 * product computes with Temporal. Local seconds are those that a clock in the zone shows, counted as if the zone were
 * UTC.
 */

const DAY_SECONDS = 86_400;
const SECONDS: Partial<Record<Unit, number>> = { hour: 3600, minute: 60, second: 1 };

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const cached = formats.get(timeZone);
  if (cached) return cached;
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', second: 'numeric', ...numeric });
  formats.set(timeZone, format);
  return format;
}

const localSecondsCache = new Map<string, number>();

/** Cached, because formatting is slow and the same times recur. */
function localSeconds(at: number, timeZone: string): number {
  const key = `${timeZone} ${at}`;
  const local = localSecondsCache.get(key) ?? formattedSeconds(at, timeZone);
  if (localSecondsCache.size > 100_000) localSecondsCache.clear();
  localSecondsCache.set(key, local);
  return local;
}

function formattedSeconds(at: number, timeZone: string): number {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at * 1000)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
}

/** Prefers the given offset, then the earlier of two possible times. Moves a skipped time by the length of the gap. */
function instantOf(local: number, timeZone: string, preferred?: number): number {
  const offsets = [local - DAY_SECONDS, local + DAY_SECONDS].map((probe) => localSeconds(probe, timeZone) - probe);
  const valid = [...offsets, preferred ?? offsets[0] ?? 0]
    .map((offset) => ({ offset, at: local - offset }))
    .filter(({ at }) => localSeconds(at, timeZone) === local);
  const same = valid.find(({ offset }) => offset === preferred);
  return same?.at ?? (valid.length > 0 ? Math.min(...valid.map(({ at }) => at)) : local - (offsets[0] ?? 0));
}

/** The day of a time, counted from 1970-01-01. */
export function dayOf(at: number, timeZone: string): number {
  return Math.floor(localSeconds(at, timeZone) / DAY_SECONDS);
}

export function startOfDay(day: number, timeZone: string): number {
  return instantOf(day * DAY_SECONDS, timeZone);
}

export function dayOfText(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / 1000 / DAY_SECONDS;
}

export function textOfDay(day: number): string {
  return new Date(day * DAY_SECONDS * 1000).toISOString().slice(0, 10);
}

/** The first day of the calendar unit (a day or longer) that contains a day. */
function firstDay(day: number, unit: Unit): number {
  const date = new Date(day * DAY_SECONDS * 1000);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (unit === 'week') return day - ((date.getUTCDay() + 6) % 7);
  if (unit === 'day') return day;
  const firstMonth = { year: 0, quarter: Math.floor(month / 3) * 3, month }[unit as 'year' | 'quarter' | 'month'];
  return Date.UTC(year, firstMonth, 1) / 1000 / DAY_SECONDS;
}

export function startOfUnit(at: number, unit: Unit, timeZone: string): number {
  const unitSeconds = SECONDS[unit];
  const local = localSeconds(at, timeZone);
  if (unitSeconds === undefined) return startOfDay(firstDay(Math.floor(local / DAY_SECONDS), unit), timeZone);
  return instantOf(Math.floor(local / unitSeconds) * unitSeconds, timeZone, local - at);
}

/**
 * Units from years to days move the local date, which is clamped to the length of its month. Units from hours to
 * seconds are elapsed time.
 */
export function plus(at: number, duration: Duration, sign: 1 | -1, timeZone: string): number {
  const { year = 0, quarter = 0, month = 0, week = 0, day = 0, hour = 0, minute = 0, second = 0 } = duration;
  const elapsed = sign * (hour * 3600 + minute * 60 + second);
  const [months, days] = [sign * (12 * year + 3 * quarter + month), sign * (7 * week + day)];
  if (months === 0 && days === 0) return at + elapsed;
  const local = localSeconds(at, timeZone);
  const date = new Date(local * 1000);
  const target = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  const moved = target / 1000 / DAY_SECONDS + Math.min(date.getUTCDate(), lastDay) - 1 + days;
  const isDayStart = at === startOfDay(Math.floor(local / DAY_SECONDS), timeZone);
  const start = isDayStart
    ? startOfDay(moved, timeZone)
    : instantOf(moved * DAY_SECONDS + (((local % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS), timeZone, local - at);
  return start + elapsed;
}
