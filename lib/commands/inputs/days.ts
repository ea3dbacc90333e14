import { z } from 'zod';
import { startOfDay } from '../../core/schedule/local-time.ts';
import { isTimeZone } from '../../core/schedule/timetable.ts';

const day = z.string().max(10).optional();

/** The first and the last day of a filter, YYYY-MM-DD, and the time zone in which they begin and end. */
export const days = { from: day, to: day, timeZone: z.string().max(60).refine(isTimeZone).default('UTC') };

interface Days {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly timeZone: string;
}

/** The times between which the days are, in milliseconds since 1970; undefined where there is no such day. */
export function timesOf({ from, to, timeZone }: Days): {
  readonly since: number | undefined;
  readonly until: number | undefined;
} {
  return { since: startOfDay(from, timeZone), until: startOfDay(to, timeZone, 1) };
}
