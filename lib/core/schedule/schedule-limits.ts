import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';

dayjs.extend(utc);

/** How many months from now a schedule may start, and how many months after its start it may end. As in TD. */
export const MAX_MONTHS_AHEAD = 6;

/** The last local time at which a schedule may start. It is the end of a day, the same in all time zones. */
export function latestStart(now: number): string {
  return `${lastDate(now)}T23:59:59`;
}

/** The last day on which a schedule may end. */
export function latestEnd(startAt: string | null, now: number): string {
  return lastDate(startAt === null ? now : Math.max(now, Date.parse(`${startAt}Z`)));
}

/** Adds a day, because it may already be tomorrow in the time zone of the schedule. */
function lastDate(from: number): string {
  return dayjs.utc(from).add(MAX_MONTHS_AHEAD, 'month').add(1, 'day').format('YYYY-MM-DD');
}
