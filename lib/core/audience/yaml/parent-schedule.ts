import { z } from 'zod';
import { isCron, isTimeZone } from '../../schedule/timetable.ts';
import { mapOf, member, type Shape, text } from './reading/shape.ts';

/** When a parent segment is built: TD's types of schedules, stored as a cron. */

/** The schedule of a parent segment in a file; the cron is null if it is built only manually. */
export interface ParentSchedule {
  readonly cron: string | null;
  readonly timeZone: string;
}

const members = [member('type'), member('time', text), member('cron', text), member('timezone', text)];

export const parentScheduleShape: Shape = {
  ...mapOf(members),
  write: (schedule) => scheduleYaml(schedule as ParentSchedule),
};

const TYPES = ['none', 'hourly', 'daily', 'weekly', 'cron'] as const;
/** The types with a time of day, and their weekday in a cron: TD's `weekly` is on Monday (cron's `@weekly`: Sunday). */
const WEEKDAYS: Readonly<Record<string, string>> = { daily: '*', weekly: '1' };

const TIME = /^([01]?\d|2[0-3]):([0-5]\d)(?::00)?$/;

export const parentSchedule = z
  .object({
    type: z.enum(TYPES, 'schedule_type_unknown'),
    time: z.string().regex(TIME, 'schedule_time_malformed').optional(),
    cron: z.string().refine(isCron, 'cron_malformed').optional(),
    timezone: z.string().refine(isTimeZone, 'time_zone_unknown').default('UTC'),
  })
  .superRefine(({ type, time, cron }, context) => {
    const reportMisplaced = (name: string) =>
      context.addIssue({ code: 'custom', message: 'yaml_key_misplaced', params: { name, type }, path: [name] });
    if (time !== undefined && !(type in WEEKDAYS)) reportMisplaced('time');
    if (cron !== undefined && type !== 'cron') reportMisplaced('cron');
    if (cron === undefined && type === 'cron')
      context.addIssue({ code: 'custom', message: 'input_required', path: ['cron'] });
  })
  .transform(({ type, time, cron, timezone: timeZone }): ParentSchedule => {
    const cronOfType = type === 'none' ? null : cronOf(type, time);
    return { cron: cron ?? cronOfType, timeZone };
  });

/**
 * The cron of a type. Without a time, a weekly schedule runs at midnight, and every other type becomes a nickname, such
 * as `@daily`.
 */
function cronOf(type: string, time: string | undefined): string {
  const [, hour, minute] = TIME.exec(time ?? (type === 'weekly' ? '00:00' : '')) ?? [];
  return hour === undefined ? `@${type}` : `${Number(minute)} ${Number(hour)} * * ${WEEKDAYS[type]}`;
}

function scheduleYaml({ cron, timeZone }: ParentSchedule): object {
  const withoutTimeZone = cron === null ? { type: 'none' } : timesYaml(cron);
  return timeZone === 'UTC' ? withoutTimeZone : { ...withoutTimeZone, timezone: timeZone };
}

function timesYaml(cron: string): object {
  return candidatesFor(cron).find(({ type, time }) => cronOf(type, time) === cron) ?? { type: 'cron', cron };
}

/** The types, with a time if needed, that may mean the same as a cron. */
function candidatesFor(cron: string): readonly { readonly type: string; readonly time?: string }[] {
  const [minute = '', hour = ''] = cron.split(' ');
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}:00`;
  if (!TIME.test(time)) return [{ type: 'hourly' }, { type: 'daily' }];
  return [
    { type: 'daily', time },
    { type: 'weekly', time },
  ];
}
