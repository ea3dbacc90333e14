import type { Timetable } from '#lib/core/schedule/timetable.ts';

/** The key of the text for a timetable without a next time. A cron without an end has none if its day never occurs. */
export function noTimesText({ repeat, endOn }: Timetable): 'over' | 'never' {
  return repeat || endOn ? 'over' : 'never';
}
