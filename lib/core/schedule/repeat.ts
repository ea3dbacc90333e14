import { DAY_MS, firstInstant, weekdayOf } from './local-time.ts';

export const REPEAT_UNITS = ['once', 'minute', 'hour', 'day', 'week', 'month'] as const;
export type RepeatUnit = (typeof REPEAT_UNITS)[number];

/** A repetition such as every three days, or every second week on two weekdays, counted from a start. */
export interface Repeat {
  readonly unit: RepeatUnit;
  readonly every: number;
  /** Weekdays of a weekly repeat, in order: 1 = Monday … 7 = Sunday. Empty: the weekday of the start. */
  readonly weekdays: readonly number[];
}

export const MAX_REPEAT_EVERY = 1000;

/** Where counting begins if no start is given: a Monday, the first of a month, at midnight. */
export const NO_START = Date.UTC(2001, 0, 1);

/** Returns the planned time at an index, counted from 0. A higher index never has an earlier time. */
type Occurrences = (index: number) => number;

const ELAPSED_MS = { minute: 60 * 1000, hour: 60 * 60 * 1000 } as const;

/** Minutes and hours are elapsed time. Days, weeks and months keep the time of day at clock changes. */
export function occurrencesOf(repeat: Repeat, start: number | undefined, timeZone: string): Occurrences {
  const { unit, every } = repeat;
  const first = start ?? NO_START;
  const instantOf = (local: number) => firstInstant(local, timeZone);
  if (unit === 'once') return (index) => (index === 0 ? instantOf(first) : Number.POSITIVE_INFINITY);
  if (unit === 'day') return (index) => instantOf(first + index * every * DAY_MS);
  if (unit === 'week') return (index) => instantOf(weeklyOccurrence(repeat, first, index));
  if (unit === 'month') return (index) => instantOf(addMonths(first, index * every));
  const begin = instantOf(first);
  return (index) => begin + index * every * ELAPSED_MS[unit];
}

/**
 * The planned time of a weekly repeat at an index, as local time. Weeks begin on Monday. Days of the first week that
 * are before the start are counted, too.
 */
function weeklyOccurrence({ every, weekdays }: Repeat, first: number, index: number): number {
  const days = weekdays.length > 0 ? weekdays : [weekdayOf(first)];
  const week = Math.floor(index / days.length) * every;
  const weekday = days[index % days.length] ?? 1;
  return first + (week * 7 + weekday - weekdayOf(first)) * DAY_MS;
}

/** Adds months to a local time. In a month without its day, the result is the last day of the month. */
function addMonths(local: number, months: number): number {
  const date = new Date(local);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const timeOfDay = local - Math.floor(local / DAY_MS) * DAY_MS;
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay)) + timeOfDay;
}

/** The index of the first planned time after an instant. */
export function indexAfter(occurrences: Occurrences, instant: number): number {
  // Finds an index whose planned time is after the instant, then searches up to it.
  let high = 1;
  while (occurrences(high - 1) <= instant) high *= 2;
  let low = 0;
  high -= 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (occurrences(middle) <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
