import { z } from 'zod';
import { isCron, isTimeZone, type Timetable } from '../../schedule/timetable.ts';

/** The schedule of an activation, named as in TD's API. */
export interface ActivationSchedule {
  readonly repeatUnit: RepeatUnit;
  /** Every so many units. */
  readonly repeatFrequency: number;
  /** Of weeks: 1 = Monday … 7 = Sunday. Empty: the weekday of the start. */
  readonly repeatSubFrequency: readonly number[];
  /** `YYYY-MM-DDThh:mm:ss` in the time zone, which is also the time of day. */
  readonly startAt: string | null;
  /** `YYYY-MM-DD` */
  readonly endOn: string | null;
  /** With the unit `cron`; otherwise null. */
  readonly cron: string | null;
  readonly timeZone: string;
}

const REPEAT_UNITS = ['once', 'minute', 'hour', 'day', 'week', 'month', 'cron'] as const;
export type RepeatUnit = (typeof REPEAT_UNITS)[number];

/** The short forms. `none`: it runs on request. */
export const TYPES = {
  none: 'none',
  hourly: 'hour',
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  cron: 'cron',
} as const satisfies Record<string, RepeatUnit | 'none'>;
const TYPE_NAMES = Object.keys(TYPES) as (keyof typeof TYPES)[];

const MAX_FREQUENCY = 1000;

function whole(min: number, max: number) {
  return z.number().superRefine((number, context) => {
    if (Number.isInteger(number) && number >= min && number <= max) return;
    context.addIssue({ code: 'custom', message: 'number_out_of_range', params: { min, max } });
  });
}

const weekdays = z.array(whole(1, 7)).transform((days) => [...new Set(days)].sort((a, b) => a - b));

const given = z.object({
  type: z.enum(TYPE_NAMES, 'activation_schedule_type_unknown').optional(),
  repeatUnit: z.enum(['none', ...REPEAT_UNITS], 'activation_repeat_unit_unknown').optional(),
  timeZone: z.string().refine(isTimeZone, 'time_zone_unknown').default('UTC'),
  repeatFrequency: whole(1, MAX_FREQUENCY).default(1),
  repeatSubFrequency: weekdays.default([]),
  startAt: z
    .string()
    .refine((text) => localTime(text, 'UTC') !== undefined, 'schedule_start_malformed')
    .optional(),
  endOn: z.string().refine(isDate, 'schedule_end_malformed').optional(),
  cron: z.string().refine(isCron, 'cron_malformed').optional(),
});
type Given = z.output<typeof given>;

/** Null: it runs on request only. */
export const activationSchedule = given.superRefine(checkSchedule).transform((parsed): ActivationSchedule | null => {
  const unit = unitOf(parsed);
  if (unit === undefined || unit === 'none') return null;
  const { repeatFrequency, repeatSubFrequency, startAt, endOn = null, cron = null, timeZone } = parsed;
  const start = startAt === undefined ? null : (localTime(startAt, timeZone) ?? null);
  return { repeatUnit: unit, repeatFrequency, repeatSubFrequency, startAt: start, endOn, cron, timeZone };
});

function unitOf({ type, repeatUnit }: Given): RepeatUnit | 'none' | undefined {
  return repeatUnit ?? (type && TYPES[type]);
}

function checkSchedule(parsed: Given, context: z.RefinementCtx): void {
  const { type, repeatUnit, startAt, endOn, cron, timeZone } = parsed;
  const add = (message: string, name: string, params = {}) =>
    context.addIssue({ code: 'custom', message, params, path: [name] });
  const unit = unitOf(parsed);
  if (type && repeatUnit && !isShortFormOf(type, parsed))
    add('schedule_contradiction', 'repeatUnit', { type, unit: repeatUnit });
  if (unit === undefined) add('input_required', 'type');
  if (unit === 'cron' && cron === undefined) add('input_required', 'cron');
  if (unit === 'once' && startAt === undefined) add('input_required', 'startAt');
  for (const { name, key, isGiven } of unit ? misplaced(parsed, unit) : [])
    if (isGiven) add('yaml_key_misplaced', name, { name: key, type: type ?? unit ?? '' });
  const start = startAt && localTime(startAt, timeZone);
  if (start && endOn !== undefined && endOn < start.slice(0, 10)) add('schedule_end_before_start', 'endOn');
}

/** TD's documents call days of weeks daily. */
function isShortFormOf(type: keyof typeof TYPES, { repeatUnit, repeatSubFrequency }: Given): boolean {
  const hasDays = repeatUnit === 'week' && repeatSubFrequency.length > 0;
  return TYPES[type] === repeatUnit || (type === 'daily' && hasDays);
}

/** Members that have no meaning with a unit. */
function misplaced({ cron, repeatFrequency, repeatSubFrequency }: Given, unit: RepeatUnit | 'none') {
  const isRepeated = !['none', 'once', 'cron'].includes(unit);
  return [
    { name: 'cron', key: 'cron', isGiven: unit !== 'cron' && cron !== undefined },
    { name: 'repeatFrequency', key: 'repeat_frequency', isGiven: !isRepeated && repeatFrequency !== 1 },
    {
      name: 'repeatSubFrequency',
      key: 'repeat_sub_frequency',
      isGiven: unit !== 'week' && repeatSubFrequency.length > 0,
    },
  ];
}

const LOCAL_TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?<zone>Z|[+-]\d\d:\d\d)?$/;

/** The local time `YYYY-MM-DDThh:mm:ss` of a time with or without an offset; undefined if it is malformed. */
function localTime(text: string, timeZone: string): string | undefined {
  const zone = LOCAL_TIME.exec(text);
  if (!zone) return undefined;
  try {
    const time = zone.groups?.['zone']
      ? Temporal.Instant.from(text).toZonedDateTimeISO(timeZone).toPlainDateTime()
      : Temporal.PlainDateTime.from(text);
    return time.toString({ smallestUnit: 'second' });
  } catch {
    return undefined;
  }
}

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

/**
 * The schedule as a cron, without the date of its start and its end. Undefined if a cron cannot say it: once, every second day, every fifth hour.
 * Without a start, it is midnight, the first of the month, and Monday.
 */
export function timetableOf(schedule: ActivationSchedule): Timetable | undefined {
  const cron = cronOf(schedule);
  return cron === undefined ? undefined : { cron, timeZone: schedule.timeZone };
}

/** The schedule of a stored cron. */
export function scheduleOf({ cron, timeZone }: Timetable): ActivationSchedule {
  return {
    repeatUnit: 'cron',
    repeatFrequency: 1,
    repeatSubFrequency: [],
    startAt: null,
    endOn: null,
    cron,
    timeZone,
  };
}

const MONDAY = 1;
const SUNDAY = 7;

function cronOf({ repeatUnit, repeatFrequency: every, repeatSubFrequency: days, startAt, cron }: ActivationSchedule) {
  const start = Temporal.PlainDateTime.from(startAt ?? '1970-01-01T00:00:00');
  const { minute, hour, day, month } = start;
  const weekdays = days.length > 0 ? days : [startAt === null ? MONDAY : start.dayOfWeek];
  const crons: Readonly<Record<RepeatUnit, string | null>> = {
    once: null,
    cron,
    minute: stepped({ from: minute, every, first: 0, count: 60 }, (minutes) => `${minutes} * * * *`),
    hour: stepped({ from: hour, every, first: 0, count: 24 }, (hours) => `${minute} ${hours} * * *`),
    day: every === 1 ? `${minute} ${hour} * * *` : null,
    week: every === 1 ? `${minute} ${hour} * * ${weekdays.map((number) => number % SUNDAY).join(',')}` : null,
    month: stepped({ from: month, every, first: 1, count: 12 }, (months) => `${minute} ${hour} ${day} ${months} *`),
  };
  return crons[repeatUnit] ?? undefined;
}

/** A part of a cron that counts in steps from a start; null if the steps do not come out even. */
function stepped(
  { from, every, first, count }: Readonly<Record<'from' | 'every' | 'first' | 'count', number>>,
  write: (part: string) => string,
): string | null {
  if (count % every !== 0) return null;
  const begin = ((from - first) % every) + first;
  return write(every === 1 ? '*' : `${begin}-${first + count - 1}/${every}`);
}
