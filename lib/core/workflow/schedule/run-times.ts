import { DAY_MS } from '../../schedule/local-time.ts';
import type { Repeat } from '../../schedule/repeat.ts';
import { repeatOfCron } from '../../schedule/repeat-of-cron.ts';
import type { Timetable } from '../../schedule/timetable.ts';
import type { WorkflowSchedule } from '../definition/schedule.ts';

/** When the sessions of a schedule run: a timetable that people can read, and a delay that is not part of it. */
export interface RunTimes {
  readonly timetable: Timetable;
  readonly delaySeconds: number;
}

const MINUTE_SECONDS = 60;
const HOUR_MS = 60 * 60 * 1000;

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
  const undelayed = repeatOfCron(cron);
  if (!undelayed) return undefined;
  const { repeat, startAt } = undelayed;
  const begin = Date.parse(`${startAt}Z`);
  const start = begin + delaySeconds * 1000;
  // A delay past the end of the hour or the day would change more than the minute or the time of day.
  if (!isSamePart(repeat, begin, start)) return undefined;
  return { repeat, startAt: new Date(start).toISOString().slice(0, 19) };
}

/**
 * Whether a repeat with this unit can start at either time: by minutes only if the times are equal, by hours in the
 * same hour, else on the same day.
 */
function isSamePart({ unit }: Repeat, one: number, other: number): boolean {
  if (unit === 'minute') return one === other;
  const partMs = unit === 'hour' ? HOUR_MS : DAY_MS;
  return Math.floor(one / partMs) === Math.floor(other / partMs);
}
