import { Cron } from 'croner';

/** A cron of five parts, or a nickname such as @hourly, in the local time of a time zone. */
export interface Timetable {
  readonly cron: string;
  readonly timeZone: string;
}

/** Excludes texts that croner would parse as a date, and its non-standard + before a weekday. */
const CRON_SIGNS = /^[@\w*,/#?\s-]+$/;

/**
 * At clock changes, a fixed time such as 30 2 * * * runs once a day, at its first occurrence or right after a gap; a cron
 * with * or / in its minutes or hours follows elapsed time.
 */
function cronOf({ cron, timeZone }: Timetable): Cron {
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

/** The next planned times after a time; fewer if there are no more, as for 30 February. */
export function plannedTimes(timetable: Timetable, after: number, count: number): readonly number[] {
  return cronOf(timetable)
    .nextRuns(count, new Date(after))
    .map((date) => date.getTime());
}

/** The next planned time after a time; null if there is none. */
export function nextPlanned(timetable: Timetable, after: number): number | null {
  return plannedTimes(timetable, after, 1)[0] ?? null;
}

/** The last planned time up to and including a time. */
export function lastPlanned(timetable: Timetable, until: number): number | null {
  const [last] = cronOf(timetable).previousRuns(1, new Date(until + 1));
  return last?.getTime() ?? null;
}

/** Whether a planned time was shifted to the end of a gap, because clocks skip it. */
export function isAfterGap(timetable: Timetable, plannedAt: number): boolean {
  return !cronOf(timetable).match(new Date(plannedAt));
}

/** Whether a day matches by day of the month or weekday, as cron does if both are given. */
export function matchesEitherDay(cron: string): boolean {
  const [, , dayOfMonth = '*', , weekday = '*'] = cron.trim().split(/\s+/);
  return isRestricted(dayOfMonth) && isRestricted(weekday);
}

function isRestricted(part: string): boolean {
  return part !== '*' && part !== '?';
}

/** All supported time zones, UTC first. */
export function timeZones(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')];
}

/** Accepts names such as Asia/Tokyo. Abbreviations are refused: PST excludes daylight saving time, and IST is used in three countries. */
export function isTimeZone(name: string): boolean {
  if (name !== 'UTC' && !/^[A-Za-z]\w*(?:\/[\w+-]+)+$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
