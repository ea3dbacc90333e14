import type { InputOf } from '../../commands/command.ts';
import type { changeQuery } from '../../commands/rows/queries.ts';
import { REPEAT_UNITS, type RepeatUnit } from '../../core/schedule/repeat.ts';
import { scheduleWords } from '../../messages/schedule-words.ts';

type Schedule = NonNullable<InputOf<typeof changeQuery>['schedule']>;

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const EVERY = /^every\s+(?:(?<count>\d{1,4})\s+)?(?<unit>[a-z]+?)s?(?:\s+on\s+(?<days>[a-z, ]+))?$/;

/** Reads `once` and texts such as `every 2 weeks on mon,thu`; anything else is a cron. */
export function readTimes(
  text: string,
): Pick<Schedule, 'cron' | 'repeat_unit' | 'repeat_frequency' | 'repeat_sub_frequency'> {
  const words = text.trim().toLowerCase();
  if (words === 'once') return { repeat_unit: 'once' };
  const { count = '1', unit, days } = EVERY.exec(words)?.groups ?? {};
  const weekdays = days?.split(/[\s,]+/).map((day) => WEEKDAYS.indexOf(day.slice(0, 3)) + 1);
  if (!isUnit(unit) || weekdays?.includes(0)) return { cron: text };
  return {
    repeat_unit: unit,
    repeat_frequency: Number(count),
    ...(weekdays && { repeat_sub_frequency: weekdays }),
  };
}

function isUnit(text: string | undefined): text is RepeatUnit {
  return text !== 'once' && REPEAT_UNITS.some((unit) => unit === text);
}

interface ShownTimes {
  readonly cron: string | null;
  readonly repeat_unit: RepeatUnit | null;
  readonly repeat_frequency: number | null;
  readonly repeat_sub_frequency: readonly number[] | null;
  readonly start_at: string | null;
  readonly end_on: string | null;
  readonly timezone: string;
}

/** The next time of a schedule, or that it is paused; empty if there is none. */
export function nextTimeText(schedule: { readonly paused: boolean; readonly next_time: string | null } | null): string {
  return schedule?.paused ? 'paused' : (schedule?.next_time ?? '');
}

/** The cron of a schedule, or its repeat in words; empty without a schedule. */
export function timesText(schedule: ShownTimes | null): string {
  if (!schedule?.repeat_unit) return schedule?.cron ?? '';
  const { repeat_unit: unit, repeat_frequency, repeat_sub_frequency, timezone: timeZone } = schedule;
  const repeat = { unit, every: repeat_frequency ?? 1, weekdays: repeat_sub_frequency ?? [] };
  return scheduleWords({ cron: null, repeat, timeZone, startAt: schedule.start_at, endOn: schedule.end_on }, 'en');
}
