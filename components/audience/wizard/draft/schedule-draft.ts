import { browserTimeZone } from '#components/ui/text/browser-time-zone.ts';
import type { ParentSegment } from '#lib/core/audience/parent-segment.ts';
import { cronFields } from '#lib/core/schedule/cron-fields.ts';
import type { CronSchedule } from '#lib/core/schedule/schedule.ts';

export const RHYTHMS = ['manual', 'hourly', 'daily', 'weekly', 'cron'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** The values of the schedule's fields. The time zone applies even to manual builds, as that of segment rules. */
export interface ScheduleDraft {
  readonly rhythm: Rhythm;
  /** HH:MM, for daily and weekly. */
  readonly time: string;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly cron: string;
  readonly timeZone: string;
}

/** The schedule of a new parent segment. */
export function initialSchedule(): ScheduleDraft {
  return { rhythm: 'daily', time: '03:00', weekday: 1, cron: '0 3 * * *', timeZone: browserTimeZone() };
}

/** Null for manual builds. A malformed time yields a cron expression that fails validation. */
export function scheduleOf(draft: ScheduleDraft): Pick<CronSchedule, 'cron' | 'timeZone'> | null {
  const { rhythm, timeZone } = draft;
  return rhythm === 'manual' ? null : { cron: cronOf(draft), timeZone };
}

function cronOf({ rhythm, time, weekday, cron }: ScheduleDraft): string {
  if (rhythm === 'cron') return cron;
  if (rhythm === 'hourly') return '@hourly';
  const [, hour = '', minute = ''] = /^(\d\d?):(\d\d)$/.exec(time.trim()) ?? [];
  if (hour === '') return '';
  return `${Number(minute)} ${Number(hour)} * * ${rhythm === 'weekly' ? weekday : '*'}`;
}

export function scheduleDraftOf({ schedule, timeZone }: Pick<ParentSegment, 'schedule' | 'timeZone'>): ScheduleDraft {
  if (schedule === null) return { ...initialSchedule(), rhythm: 'manual', timeZone };
  const { cron } = schedule;
  return { ...initialSchedule(), cron, timeZone, ...partsOf(cron) };
}

function partsOf(cron: string): Pick<ScheduleDraft, 'rhythm'> & Partial<ScheduleDraft> {
  const fields = cronFields(cron);
  if (fields === '0 * * * *') return { rhythm: 'hourly' };
  // A time of every day, or of one weekday.
  const [, minute, hour, day] = /^(\d\d?) (\d\d?) \* \* (\*|[0-6])$/.exec(fields) ?? [];
  if (minute === undefined || hour === undefined) return { rhythm: 'cron' };
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  return day === '*' ? { rhythm: 'daily', time } : { rhythm: 'weekly', time, weekday: Number(day) };
}
