import { Cron } from 'croner';
import { readDay } from '../text/calendar-day.ts';
import { DAY_MS, firstInstant, localAt, readLocalTime } from './local-time.ts';
import { indexAfter, occurrencesOf, type Repeat } from './repeat.ts';

/** The times of a schedule: a cron or a repeat, from a start to an end, in the local time of a time zone. */
export type Timetable = CronTimetable | (TimetableBounds & RepeatTimes);
export type CronTimetable = TimetableBounds & CronTimes;

interface TimetableBounds {
  readonly timeZone: string;
  /**
   * `YYYY-MM-DDThh:mm:ss`; nothing is planned before it. Repeats are counted from this time. Those that count days,
   * weeks or months have its time of day.
   */
  readonly startAt?: string | null | undefined;
  /** `YYYY-MM-DD`, the last day. */
  readonly endOn?: string | null | undefined;
}

interface CronTimes {
  /** Five fields, or a nickname such as @hourly. */
  readonly cron: string;
  readonly repeat?: null | undefined;
}

interface RepeatTimes {
  readonly cron?: null | undefined;
  readonly repeat: Repeat;
}

/** Excludes texts that croner would parse as a date, and croner's non-standard + before a weekday. */
const CRON_SIGNS = /^[@\w*,/#?\s-]+$/;

/**
 * At clock changes, a fixed time such as `30 2 * * *` runs once a day: at its first occurrence, or right after a gap. A
 * cron with * or / in its minutes or hours follows elapsed time.
 */
function cronOf({ cron, timeZone }: CronTimetable): Cron {
  if (!CRON_SIGNS.test(cron)) throw new TypeError('not a cron');
  return new Cron(cron, { mode: '5-part', timezone: timeZone, fixedTimeRule: 'no-wildcard', paused: true });
}

export function isCron(text: string): boolean {
  try {
    cronOf({ cron: text, timeZone: 'UTC' });
    return true;
  } catch {
    return false;
  }
}

/** The next planned times after an instant; fewer if there are no more, as for 30 February or after the end. */
export function plannedTimes(timetable: Timetable, after: number, count: number): readonly number[] {
  const { from, until } = boundsOf(timetable);
  const since = Math.max(after, from - 1);
  if (since >= until) return [];
  return timesAfter(timetable, since, count).filter((time) => time < until);
}

function timesAfter(timetable: Timetable, after: number, count: number): readonly number[] {
  if (!timetable.repeat)
    return cronOf(timetable)
      .nextRuns(count, new Date(after))
      .map((date) => date.getTime());
  const occurrences = repeatOf(timetable);
  const times: number[] = [];
  let last = after;
  while (times.length < count && Number.isFinite(last)) {
    last = occurrences(indexAfter(occurrences, last));
    times.push(last);
  }
  return times;
}

/** The next planned time after an instant; null if there is none. */
export function nextPlanned(timetable: Timetable, after: number): number | null {
  return plannedTimes(timetable, after, 1)[0] ?? null;
}

/** The last planned time up to and including an instant; null if there is none. */
export function lastPlanned(timetable: Timetable, instant: number): number | null {
  const { from, until } = boundsOf(timetable);
  const last = lastTime(timetable, Math.min(instant, until - 1));
  return last === undefined || last < from ? null : last;
}

function lastTime(timetable: Timetable, instant: number): number | undefined {
  if (!timetable.repeat)
    return cronOf(timetable)
      .previousRuns(1, new Date(instant + 1))[0]
      ?.getTime();
  const occurrences = repeatOf(timetable);
  const index = indexAfter(occurrences, instant) - 1;
  return index < 0 ? undefined : occurrences(index);
}

function repeatOf({ repeat, startAt, timeZone }: RepeatTimes & TimetableBounds) {
  return occurrencesOf(repeat, startAt ? readLocalTime(startAt, timeZone) : undefined, timeZone);
}

/** The first instant that can be planned, and the first one that is too late. */
function boundsOf({ startAt, endOn, timeZone }: TimetableBounds): { readonly from: number; readonly until: number } {
  const start = startAt ? readLocalTime(startAt, timeZone) : undefined;
  const end = endOn ? readDay(endOn) : undefined;
  return {
    from: start === undefined ? Number.NEGATIVE_INFINITY : firstInstant(start, timeZone),
    until: end === undefined ? Number.POSITIVE_INFINITY : firstInstant(end + DAY_MS, timeZone),
  };
}

/** Whether a run was moved to the end of a gap, because clocks skip its time of day. */
export function isAfterGap(timetable: Timetable, plannedAt: number): boolean {
  if (!timetable.repeat) return !cronOf(timetable).match(new Date(plannedAt));
  const { repeat, startAt, timeZone } = timetable;
  if (repeat.unit === 'minute' || repeat.unit === 'hour') return false;
  const start = startAt ? readLocalTime(startAt, timeZone) : undefined;
  return (localAt(plannedAt, timeZone) - (start ?? 0)) % DAY_MS !== 0;
}

/** Whether two timetables are equal, member by member. */
export function isSameTimetable(a: Timetable, b: Timetable): boolean {
  return comparable(a) === comparable(b);
}

/** The members of a timetable in a fixed order. A missing member equals null. */
function comparable({ cron, repeat, timeZone, startAt, endOn }: Timetable): string {
  const repeatMembers = repeat && [repeat.unit, repeat.every, repeat.weekdays];
  return JSON.stringify([cron, repeatMembers, timeZone, startAt, endOn], (_, value) => value ?? null);
}

/** Whether a cron has both a day of the month and a weekday: then a day has to match only one of them. */
export function matchesEitherDay(cron: string): boolean {
  const [, , dayOfMonth = '*', , weekday = '*'] = cron.trim().split(/\s+/);
  return isRestricted(dayOfMonth) && isRestricted(weekday);
}

function isRestricted(field: string): boolean {
  return field !== '*' && field !== '?';
}

/** All supported time zones, UTC first. */
export function timeZones(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')];
}

/**
 * Accepts names such as Asia/Tokyo. Abbreviations are refused: PST excludes daylight saving time, and IST is used in
 * three countries.
 */
export function isTimeZone(name: string): boolean {
  if (name !== 'UTC' && !/^[A-Za-z]\w*(?:\/[\w+-]+)+$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
