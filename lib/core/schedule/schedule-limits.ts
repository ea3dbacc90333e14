import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';

dayjs.extend(utc);

/** How far ahead a schedule may start and, from its start, end. As in TD. */
export const MAX_MONTHS_AHEAD = 6;

/** The last minute at which a schedule may start, as its local time: to the day, whatever the time zone. */
export function latestStart(now: number): string {
  return `${lastDate(now)}T23:59:59`;
}

/** The last day on which a schedule may end. */
export function latestEnd(startAt: string | null, now: number): string {
  return lastDate(startAt === null ? now : Math.max(now, Date.parse(`${startAt}Z`)));
}

/** One day more, because it may be tomorrow already where the schedule runs. */
function lastDate(from: number): string {
  return dayjs.utc(from).add(MAX_MONTHS_AHEAD, 'month').add(1, 'day').format('YYYY-MM-DD');
}
