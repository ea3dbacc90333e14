import { cronFields } from './cron-fields.ts';
import { NO_START, type Repeat, type RepeatUnit } from './repeat.ts';

/** A repeat, and the local time from which it counts. */
export interface StartedRepeat {
  readonly repeat: Repeat;
  readonly startAt: string;
}

/** In the order of their numbers, from 1. */
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** The last day that every month has. */
const LAST_COMMON_DAY = 28;
const MINUTE_MS = 60_000;

/** The repeat with the times of a simple cron, so that the console describes both in the same way; else undefined. */
export function repeatOfCron(cron: string): StartedRepeat | undefined {
  const [minute = '', hour = '', ...days] = cronFields(cron).split(' ');
  const isDaily = days.join(' ') === '* * *';
  const minutes = stepOf(minute, 60);
  if (minutes !== undefined) return hour === '*' && isDaily ? repeatFrom('minute', 0, { every: minutes }) : undefined;
  if (!isNumberBelow(60, minute)) return undefined;
  const hours = stepOf(hour, 24);
  if (hours !== undefined) return isDaily ? repeatFrom('hour', Number(minute), { every: hours }) : undefined;
  return isNumberBelow(24, hour) ? repeatOfDays(days, Number(hour) * 60 + Number(minute)) : undefined;
}

function repeatOfDays([day = '', month, weekday = '']: readonly string[], minutes: number): StartedRepeat | undefined {
  if (month !== '*') return undefined;
  if (day === '*') return weekday === '*' ? repeatFrom('day', minutes) : weeklyRepeat(weekday, minutes);
  if (weekday !== '*' || !isNumberBelow(LAST_COMMON_DAY + 1, day) || Number(day) === 0) return undefined;
  return repeatFrom('month', (Number(day) - 1) * 24 * 60 + minutes);
}

// The step of a field such as `*` or `*/15`; undefined if the steps are not all equal.
function stepOf(field: string, count: number): number | undefined {
  if (field === '*') return 1;
  const step = Number(/^\*\/(\d{1,2})$/.exec(field)?.[1]);
  return count % step === 0 ? step : undefined;
}

function isNumberBelow(end: number, text: string): boolean {
  return /^\d{1,2}$/.test(text) && Number(text) < end;
}

function weeklyRepeat(field: string, minutes: number): StartedRepeat | undefined {
  const weekdays = field.split(',').map(weekdayNumber);
  if (weekdays.includes(0)) return undefined;
  return repeatFrom('week', minutes, { weekdays: [...new Set(weekdays)].sort() });
}

/** From 1, or 0 if it is not a single weekday. In a cron, 0 and 7 both mean Sunday. */
function weekdayNumber(text: string): number {
  if (/^[0-7]$/.test(text)) return Number(text) || 7;
  return WEEKDAYS.indexOf(text.toLowerCase()) + 1;
}

/** A repeat that starts this many minutes after the beginning of a month that begins with a Monday. */
function repeatFrom(
  unit: RepeatUnit,
  minutes: number,
  { every = 1, weekdays = [] }: Partial<Repeat> = {},
): StartedRepeat {
  const startAt = new Date(NO_START + minutes * MINUTE_MS).toISOString().slice(0, 19);
  return { startAt, repeat: { unit, every, weekdays } };
}
