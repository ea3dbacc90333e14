import { z } from 'zod';
import { readLocalTime, writeLocalTime } from '../../schedule/local-time.ts';
import { REPEAT_UNITS } from '../../schedule/repeat.ts';
import { repeatMembers, type ScheduleTimes } from '../../schedule/schedule.ts';
import { isCron, isTimeZone } from '../../schedule/timetable.ts';
import { readDay } from '../../text/calendar-day.ts';

/** The schedule of an activation, with members named as in TD's API. */
export interface ActivationSchedule {
  readonly repeatUnit: Unit;
  /** The number of units from one run to the next. */
  readonly repeatFrequency: number;
  /** Weekdays of a weekly repeat: 1 = Monday … 7 = Sunday. Empty: the weekday of the start. */
  readonly repeatSubFrequency: readonly number[];
  /** No run is earlier: `YYYY-MM-DDThh:mm:ss` in the time zone. */
  readonly startAt: string | null;
  /** The last day: `YYYY-MM-DD`. */
  readonly endOn: string | null;
  /** The cron expression of the unit `cron`; null for any other unit. */
  readonly cron: string | null;
  readonly timeZone: string;
}

const UNITS = [...REPEAT_UNITS, 'cron'] as const;
type Unit = (typeof UNITS)[number];

/** The short forms that `type` can have, with their units. With `none`, the activation runs only manually. */
export const TYPES = {
  none: 'none',
  hourly: 'hour',
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  cron: 'cron',
} as const satisfies Record<string, Unit | 'none'>;
const TYPE_NAMES = Object.keys(TYPES) as (keyof typeof TYPES)[];

const members = z.object({
  type: z.enum(TYPE_NAMES, 'activation_schedule_type_unknown').optional(),
  repeatUnit: z.enum(['none', ...UNITS], 'activation_repeat_unit_unknown').optional(),
  timeZone: z.string().refine(isTimeZone, 'time_zone_unknown').default('UTC'),
  repeatFrequency: repeatMembers.every,
  repeatSubFrequency: repeatMembers.weekdays,
  startAt: z
    .string()
    .refine((text) => readLocalTime(text, 'UTC') !== undefined, 'schedule_start_malformed')
    .optional(),
  endOn: z
    .string()
    .refine((text) => readDay(text) !== undefined, 'schedule_end_malformed')
    .optional(),
  cron: z.string().refine(isCron, 'cron_malformed').optional(),
});
type ScheduleInput = z.output<typeof members>;

/** The schedule of an activation in a file; null if the activation runs only manually. */
export const activationSchedule = members.superRefine(checkSchedule).transform((parsed): ActivationSchedule | null => {
  const unit = unitOf(parsed);
  if (unit === undefined || unit === 'none') return null;
  const { repeatFrequency, repeatSubFrequency, startAt, endOn = null, cron = null, timeZone } = parsed;
  const start = startAt === undefined ? null : (localTime(startAt, timeZone) ?? null);
  return { repeatUnit: unit, repeatFrequency, repeatSubFrequency, startAt: start, endOn, cron, timeZone };
});

function unitOf({ type, repeatUnit }: ScheduleInput): Unit | 'none' | undefined {
  return repeatUnit ?? (type && TYPES[type]);
}

function checkSchedule(parsed: ScheduleInput, context: z.RefinementCtx): void {
  const { type, repeatUnit, startAt, endOn, cron, timeZone } = parsed;
  const report = (message: string, name: string, params = {}) =>
    context.addIssue({ code: 'custom', message, params, path: [name] });
  const unit = unitOf(parsed);
  if (type && repeatUnit && !isShortFormOf(type, parsed))
    report('schedule_contradiction', 'repeatUnit', { type, unit: repeatUnit });
  if (unit === undefined) report('input_required', 'type');
  if (unit === 'cron' && cron === undefined) report('input_required', 'cron');
  if (unit === 'once' && startAt === undefined) report('input_required', 'startAt');
  const misplaced = unit === undefined ? [] : misplacedMembers(parsed, unit);
  for (const { name, key } of misplaced) report('yaml_key_misplaced', name, { name: key, type: type ?? unit ?? '' });
  // The schema reports an unknown time zone itself.
  const start = startAt && isTimeZone(timeZone) ? localTime(startAt, timeZone) : undefined;
  if (start && endOn !== undefined && endOn < start.slice(0, 10)) report('schedule_end_before_start', 'endOn');
}

/** Whether `type` means the same as the unit. TD's documentation uses `daily` also for a repeat on certain weekdays. */
function isShortFormOf(type: keyof typeof TYPES, { repeatUnit, repeatSubFrequency }: ScheduleInput): boolean {
  const hasDays = repeatUnit === 'week' && repeatSubFrequency.length > 0;
  return TYPES[type] === repeatUnit || (type === 'daily' && hasDays);
}

/** Members that have no meaning with this unit. */
function misplacedMembers({ cron, repeatFrequency, repeatSubFrequency }: ScheduleInput, unit: Unit | 'none') {
  const isRepeated = !['none', 'once', 'cron'].includes(unit);
  const candidates = [
    { name: 'cron', key: 'cron', isMisplaced: unit !== 'cron' && cron !== undefined },
    { name: 'repeatFrequency', key: 'repeat_frequency', isMisplaced: !isRepeated && repeatFrequency !== 1 },
    {
      name: 'repeatSubFrequency',
      key: 'repeat_sub_frequency',
      isMisplaced: unit !== 'week' && repeatSubFrequency.length > 0,
    },
  ];
  return candidates.filter(({ isMisplaced }) => isMisplaced);
}

function localTime(text: string, timeZone: string): string | undefined {
  const local = readLocalTime(text, timeZone);
  return local === undefined ? undefined : writeLocalTime(local);
}

/** The times of a schedule in a file, as they are stored. */
export function timesOf({ repeatUnit: unit, cron, ...schedule }: ActivationSchedule): ScheduleTimes {
  const { startAt, endOn, timeZone, repeatFrequency: every, repeatSubFrequency: weekdays } = schedule;
  const bounds = { startAt, endOn, timeZone };
  if (unit === 'cron') return { ...bounds, cron: cron ?? '', repeat: null };
  return { ...bounds, cron: null, repeat: { unit, every, weekdays } };
}

/** A stored schedule, in the form that files have. */
export function scheduleOf({ cron = null, repeat, startAt, endOn, timeZone }: ScheduleTimes): ActivationSchedule {
  const { unit, every, weekdays } = repeat ?? { unit: 'cron', every: 1, weekdays: [] };
  return { repeatUnit: unit, repeatFrequency: every, repeatSubFrequency: weekdays, startAt, endOn, cron, timeZone };
}
