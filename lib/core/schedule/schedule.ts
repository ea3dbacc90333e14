import { z } from 'zod';
import { recipients } from '../settings/notification-settings.ts';
import { readDay } from '../text/calendar-day.ts';
import { wholeNumberInput, wholeNumberWithin } from '../text/whole-number.ts';
import { DAY_MS, readLocalTime, writeLocalTime } from './local-time.ts';
import { MAX_REPEAT_EVERY, REPEAT_UNITS, type Repeat } from './repeat.ts';
import { isCron, isSameTimetable, isTimeZone, lastPlanned, nextPlanned, type Timetable } from './timetable.ts';

export const MISSED_POLICIES = ['once', 'skip'] as const;
/** What to do about planned times missed while no worker was running: one run for all of them, or none. */
export type MissedPolicy = (typeof MISSED_POLICIES)[number];

export const OVERLAP_POLICIES = ['skip', 'queue'] as const;
/** What to do at a planned time if an earlier run has not ended: skip the new run, or queue it. */
export type OverlapPolicy = (typeof OVERLAP_POLICIES)[number];

/** When a schedule runs; a missing start or end is null. */
export type ScheduleTimes = Timetable & { readonly startAt: string | null; readonly endOn: string | null };

/** The part of a schedule that people define. */
export type ScheduleChoice = ScheduleTimes & ScheduleRules;

interface ScheduleRules {
  /** Seconds between planned time and start of the run, to wait for late rows. */
  readonly delaySeconds: number;
  readonly isPaused: boolean;
  readonly missed: MissedPolicy;
  readonly overlap: OverlapPolicy;
  /** Mail recipients in addition to the recipients in the settings. */
  readonly recipients: readonly string[];
  readonly mailSuccess: boolean;
  /** Whether mails are sent about failures, and about pauses that no person requested. */
  readonly mailFailure: boolean;
}

export type Schedule = ScheduleChoice & {
  /** The first undecided planned time; null if there is none. */
  readonly nextAt: number | null;
};

/** The schedule of a parent segment: as in TD, a cron expression. */
export type CronSchedule = Extract<Schedule, { readonly cron: string }>;

export const INITIAL_SCHEDULE = {
  cron: '@daily',
  repeat: null,
  startAt: null,
  endOn: null,
  timeZone: 'UTC',
  delaySeconds: 0,
  isPaused: false,
  missed: 'once',
  overlap: 'skip',
  recipients: [],
  mailSuccess: false,
  mailFailure: true,
} as const satisfies ScheduleChoice;

const MAX_DELAY_SECONDS = 7 * 24 * 60 * 60;

const weekdays = z.array(wholeNumberWithin(1, 7)).transform((days) => [...new Set(days)].sort((a, b) => a - b));

export const repeatMembers = {
  unit: z.enum(REPEAT_UNITS),
  every: wholeNumberWithin(1, MAX_REPEAT_EVERY).default(1),
  weekdays: weekdays.default([]),
};

export const timetableMembers = {
  cron: z.string('cron_malformed').trim().max(200, 'cron_malformed').refine(isCron, 'cron_malformed'),
  repeat: z.object(repeatMembers),
  startAt: z
    .string('schedule_start_malformed')
    .trim()
    .refine((text) => readLocalTime(text, 'UTC') !== undefined, 'schedule_start_malformed'),
  endOn: z
    .string('schedule_end_malformed')
    .trim()
    .refine((text) => readDay(text) !== undefined, 'schedule_end_malformed'),
  timeZone: z.string('time_zone_unknown').trim().refine(isTimeZone, 'time_zone_unknown'),
};

const { cron, repeat, startAt, endOn, timeZone } = timetableMembers;

/** The members of a schedule, each on its own; `scheduleInput` checks them together. */
export const scheduleMembers = {
  cron: cron.nullable().default(null),
  repeat: repeat.nullable().default(null),
  startAt: startAt.nullable().default(null),
  endOn: endOn.nullable().default(null),
  timeZone,
  delaySeconds: wholeNumberInput({ min: 0, max: MAX_DELAY_SECONDS }).default(INITIAL_SCHEDULE.delaySeconds),
  isPaused: z.boolean().default(false),
  missed: z.enum(MISSED_POLICIES).default(INITIAL_SCHEDULE.missed),
  overlap: z.enum(OVERLAP_POLICIES).default(INITIAL_SCHEDULE.overlap),
  recipients: recipients.default([]),
  mailSuccess: z.boolean().default(INITIAL_SCHEDULE.mailSuccess),
  mailFailure: z.boolean().default(INITIAL_SCHEDULE.mailFailure),
};
const scheduleShape = z.object(scheduleMembers);
type ScheduleShape = z.output<typeof scheduleShape>;

/** Shared by the form, the action, both APIs and the command line. */
export const scheduleInput = scheduleShape.superRefine(checkTimes).transform((parsed): ScheduleChoice => {
  const { cron, repeat, startAt, ...rules } = parsed;
  const start = startAt === null ? undefined : readLocalTime(startAt, parsed.timeZone);
  const common = { ...rules, startAt: start === undefined ? null : writeLocalTime(start) };
  return repeat ? { ...common, cron: null, repeat } : { ...common, cron: cron ?? '', repeat: null };
}) satisfies z.ZodType<ScheduleChoice>;

function checkTimes({ cron, repeat, startAt, endOn, timeZone }: ScheduleShape, context: z.RefinementCtx): void {
  const add = (message: string, path: readonly string[], params = {}) =>
    context.addIssue({ code: 'custom', message, params, path: [...path] });
  if (cron === null && repeat === null) add('cron_malformed', ['cron']);
  if (cron !== null && repeat !== null) add('schedule_cron_and_repeat', ['repeat']);
  if (repeat) checkRepeat(repeat, startAt, add);
  // An unknown time zone has an issue of its own.
  const start = startAt !== null && isTimeZone(timeZone) ? readLocalTime(startAt, timeZone) : undefined;
  const end = endOn === null ? undefined : readDay(endOn);
  if (start !== undefined && end !== undefined && end + DAY_MS <= start) add('schedule_end_before_start', ['endOn']);
}

function checkRepeat(
  { unit, every, weekdays: days }: Repeat,
  startAt: string | null,
  add: (message: string, path: readonly string[], params?: object) => void,
): void {
  if (unit === 'once' && startAt === null) add('schedule_start_required', ['startAt']);
  if (unit === 'once' && every !== 1) add('schedule_once_repeated', ['repeat', 'every']);
  if (unit !== 'week' && days.length > 0) add('schedule_weekdays_misplaced', ['repeat', 'weekdays']);
}

/** A schedule with changes, to be checked by `scheduleInput`. A cron replaces a repeat, and a repeat a cron. */
export function withChanges(before: ScheduleChoice | null, changes: Partial<ScheduleChoice>): object {
  const schedule = { ...INITIAL_SCHEDULE, ...before };
  if (changes.repeat) return { ...schedule, cron: null, ...changes };
  return changes.cron ? { ...schedule, repeat: null, ...changes } : { ...schedule, ...changes };
}

/** Whether changes include a cron or a repeat. */
export function hasTimes({ cron, repeat }: Partial<ScheduleChoice>): boolean {
  return Boolean(cron ?? repeat);
}

/** A planned time counts as missed if it is this late. Restarting a worker takes less. */
const MISSED_AFTER_MS = 60 * 1000;

/** The decision about due planned times. */
export interface DueDecision {
  /** The last due time: it runs or is skipped. */
  readonly plannedAt: number;
  readonly isSkipped: boolean;
  /** The first of the earlier due times, which do not run; null if there are none. */
  readonly missedSince: number | null;
  readonly nextAt: number | null;
}

/** The decision at a time; undefined if nothing is due. Of several due times, all but the last were missed. */
export function decideDue(schedule: Schedule, now: number): DueDecision | undefined {
  const dueUntil = now - schedule.delaySeconds * 1000;
  const { nextAt: first, missed } = schedule;
  if (schedule.isPaused || first === null || first > dueUntil) return undefined;
  const plannedAt = Math.max(first, lastPlanned(schedule, dueUntil) ?? first);
  return {
    plannedAt,
    isSkipped: missed === 'skip' && dueUntil - plannedAt > MISSED_AFTER_MS,
    missedSince: plannedAt > first ? first : null,
    nextAt: nextPlanned(schedule, plannedAt),
  };
}

/** Whether a schedule waits longer than its timetable says, because its next time was set while the clock was ahead. */
export function isBeyondTimetable(schedule: Schedule, now: number): boolean {
  const next = nextPlanned(schedule, now);
  return next !== null && (schedule.nextAt === null || schedule.nextAt > next);
}

/** The next planned time after a change; planned times of the previous timetable are dropped. */
export function nextAfterChange(before: Schedule | null, choice: ScheduleChoice, now: number): number | null {
  const isSame = before !== null && isSameTimetable(before, choice) && !before.isPaused;
  return isSame ? before.nextAt : nextPlanned(choice, now);
}
