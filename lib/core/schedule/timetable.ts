import { Cron } from 'croner';

/** When something is planned: a cron of five parts or a nickname such as @hourly, as the clocks of a time zone show it. */
export interface Timetable {
  readonly cron: string;
  readonly timeZone: string;
}

/** Nothing that croner would take for a date, and no + before a weekday, which no other cron knows. */
const CRON_SIGNS = /^[@\w*,/#?\s-]+$/;

/**
 * When clocks are put back or forward: a fixed time, such as 30 2 * * *, comes once a day, at the first of two and right
 * after a gap; a cron with * or / in its minutes or hours follows the time that passes.
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

/** The first planned times after a moment: fewer where there are no more, as with 30 February. */
export function plannedTimes(timetable: Timetable, after: number, count: number): readonly number[] {
  return cronOf(timetable)
    .nextRuns(count, new Date(after))
    .map((date) => date.getTime());
}

/** The first planned time after a moment; null where none ever comes. */
export function nextPlanned(timetable: Timetable, after: number): number | null {
  return plannedTimes(timetable, after, 1)[0] ?? null;
}

/** The last planned time up to a moment, and that moment itself if it is one. */
export function lastPlanned(timetable: Timetable, until: number): number | null {
  const [last] = cronOf(timetable).previousRuns(1, new Date(until + 1));
  return last?.getTime() ?? null;
}

/** Whether a planned time is one that clocks never show, so that it comes right after the gap. */
export function isAfterGap(timetable: Timetable, plannedAt: number): boolean {
  return !cronOf(timetable).match(new Date(plannedAt));
}

/** Whether a day fits that fits either the day of the month or the weekday: cron's way where both are given. */
export function matchesEitherDay(cron: string): boolean {
  const [, , dayOfMonth = '*', , weekday = '*'] = cron.trim().split(/\s+/);
  return isRestricted(dayOfMonth) && isRestricted(weekday);
}

function isRestricted(part: string): boolean {
  return part !== '*' && part !== '?';
}

/** All names that clocks are known by here, UTC first. */
export function timeZones(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')];
}

/** Names such as Asia/Tokyo. Abbreviations are refused: PST says nothing of summer, and IST is three countries' time. */
export function isTimeZone(name: string): boolean {
  if (name !== 'UTC' && !/^[A-Za-z]\w*(?:\/[\w+-]+)+$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
