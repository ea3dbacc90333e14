import { DAY_MS } from '../../schedule/local-time.ts';
import type { RepeatUnit } from '../../schedule/repeat.ts';
import type { Timetable } from '../../schedule/timetable.ts';
import type { WorkflowSchedule } from '../definition/schedule.ts';

/** When the sessions of a schedule run: a timetable that people can read, and a delay that is not part of it. */
export interface RunTimes {
  readonly timetable: Timetable;
  readonly delaySeconds: number;
}

/** In the order of their numbers, from 1. */
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** The last day that every month has. */
const LAST_COMMON_DAY = 28;
const MINUTE_SECONDS = 60;

/**
 * Includes the delay in the timetable if possible: `daily>: 05:30:00` is a cron at midnight with a delay, and becomes
 * "every day at 05:30". A negative delay may lead to the day before, so it is not included.
 */
export function runTimesOf(schedule: WorkflowSchedule, timeZone: string): RunTimes {
  const { cron, delaySeconds, end: endOn } = schedule;
  if (delaySeconds < 0) return { timetable: { timeZone, endOn, cron }, delaySeconds };
  const repeat = repeatOf(schedule);
  if (repeat) return { timetable: { timeZone, endOn, ...repeat }, delaySeconds: 0 };
  const midnights = /^0 0 (\S+ \S+ \S+)$/.exec(cron);
  if (midnights && delaySeconds % MINUTE_SECONDS === 0 && delaySeconds * 1000 < DAY_MS) {
    const minutes = delaySeconds / MINUTE_SECONDS;
    const delayed = `${minutes % 60} ${Math.floor(minutes / 60)} ${midnights[1]}`;
    return { timetable: { timeZone, endOn, cron: delayed }, delaySeconds: 0 };
  }
  return { timetable: { timeZone, endOn, cron }, delaySeconds };
}

function repeatOf({ cron, delaySeconds }: WorkflowSchedule) {
  if (delaySeconds * 1000 >= DAY_MS) return undefined;
  if (cron === '0 0 * * *') return repeatEvery('day', 1, delaySeconds);
  if (cron === '0 * * * *' && delaySeconds < 60 * MINUTE_SECONDS) return repeatEvery('hour', 1, delaySeconds);
  const [, weekday = ''] = /^0 0 \* \* ([a-z]{3}|[0-7])$/i.exec(cron) ?? [];
  // In a cron, 0 and 7 both mean Sunday.
  const weekdayNumber = WEEKDAYS.indexOf(weekday.toLowerCase()) + 1 || (weekday === '0' ? 7 : Number(weekday));
  if (weekday !== '' && weekdayNumber > 0) return repeatEvery('week', 1, delaySeconds, [weekdayNumber]);
  const [, day = ''] = /^0 0 (\d{1,2}) \* \*$/.exec(cron) ?? [];
  if (day !== '' && Number(day) <= LAST_COMMON_DAY) return repeatEvery('month', Number(day), delaySeconds);
  return undefined;
}

/** A repeat that starts on a day of January 2001, which begins with a Monday. */
function repeatEvery(unit: RepeatUnit, startDay: number, delaySeconds: number, weekdays: readonly number[] = []) {
  const startAt = new Date(Date.UTC(2001, 0, startDay) + delaySeconds * 1000).toISOString().slice(0, 19);
  return { startAt, repeat: { unit, every: 1, weekdays } };
}
