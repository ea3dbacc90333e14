import { DAY_MS, localAt } from '#lib/core/schedule/local-time.ts';
import type { Repeat, RepeatUnit } from '#lib/core/schedule/repeat.ts';
import type { ScheduleTimes } from '#lib/core/schedule/schedule.ts';

export const FIELD_UNITS = ['minute', 'hour', 'day', 'week', 'month'] as const satisfies readonly RepeatUnit[];
export type FieldUnit = (typeof FIELD_UNITS)[number];

/** The values of the form fields of a repeat, its start and its end. */
export interface RepeatValues {
  readonly every: string;
  readonly unit: FieldUnit;
  /** 1 is Monday, 7 is Sunday. */
  readonly weekdays: readonly number[];
  /** Empty: no start. */
  readonly startDate: string;
  readonly startTime: string;
  /** Null: no end. */
  readonly endOn: string | null;
}

/** A schedule that runs once, at its start. */
export const ONCE: Repeat = { unit: 'once', every: 1, weekdays: [] };

/** The values of a new repeat, which starts tomorrow morning by the clock of its time zone. */
export function newRepeat(timeZone: string, now = Date.now()): RepeatValues {
  const startDate = new Date(localAt(now, timeZone) + DAY_MS).toISOString().slice(0, 10);
  return { every: '1', unit: 'day', weekdays: [], startDate, startTime: '05:00', endOn: null };
}

export function repeatValuesOf({ repeat, startAt, endOn }: ScheduleTimes): RepeatValues {
  const { unit, every, weekdays } = repeat ?? { unit: 'day', every: 1, weekdays: [] };
  const [startDate = '', time = '00:00:00'] = startAt?.split('T') ?? [];
  const startTime = time.endsWith(':00') ? time.slice(0, 5) : time;
  return { every: String(every), unit: unit === 'once' ? 'day' : unit, weekdays, startDate, startTime, endOn };
}

/**
 * The start as a schedule stores it, or null. A one-digit hour gets a leading zero. An invalid time, such as 25:00, is
 * kept: the schema refuses it.
 */
export function startOf({ startDate, startTime }: Pick<RepeatValues, 'startDate' | 'startTime'>): string | null {
  return startDate === '' ? null : `${startDate}T${startTime.trim().replace(/^\d:/, '0$&')}`;
}

/** The repeat that the values describe. A malformed number becomes NaN, which the schedule's schema refuses. */
export function repeatOf({ every, unit, weekdays }: RepeatValues): Repeat {
  const count = every.trim() === '' ? Number.NaN : Number(every);
  return { unit, every: count, weekdays: unit === 'week' ? weekdays : [] };
}

/** Replaces the code of a malformed start: the date comes from a picker, so only the time can be malformed. */
export function startErrorCode(code: string): string {
  return code === 'schedule_start_malformed' ? 'schedule_clock_malformed' : code;
}
