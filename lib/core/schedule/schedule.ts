import { z } from 'zod';
import { recipients } from '../settings/notification-settings.ts';
import { isCron, isTimeZone, lastPlanned, nextPlanned, type Timetable } from './timetable.ts';

export const MISSED_POLICIES = ['once', 'skip'] as const;
/** What to do about planned times missed while no worker was running: one run for all of them, or none. */
export type MissedPolicy = (typeof MISSED_POLICIES)[number];

export const OVERLAP_POLICIES = ['skip', 'queue'] as const;
/** What to do if an earlier run of the query has not ended at a planned time: skip it, or queue it. */
export type OverlapPolicy = (typeof OVERLAP_POLICIES)[number];

/** The user-defined part of a schedule. */
export interface ScheduleChoice extends Timetable {
  /** Seconds between planned time and start of the run, to wait for late rows. */
  readonly delaySeconds: number;
  readonly isPaused: boolean;
  readonly missed: MissedPolicy;
  readonly overlap: OverlapPolicy;
  /** Mail recipients in addition to those of the settings. */
  readonly recipients: readonly string[];
  readonly mailSuccess: boolean;
  /** Includes jobs that wait for a person. */
  readonly mailFailure: boolean;
}

export interface Schedule extends ScheduleChoice {
  /** The first undecided planned time; null if there is none. */
  readonly nextAt: number | null;
}

export const INITIAL_SCHEDULE: ScheduleChoice = {
  cron: '@daily',
  timeZone: 'UTC',
  delaySeconds: 0,
  isPaused: false,
  missed: 'once',
  overlap: 'skip',
  recipients: [],
  mailSuccess: false,
  mailFailure: true,
};

export const MAX_DELAY_SECONDS = 7 * 24 * 60 * 60;

const timetable = {
  cron: z.string('cron_malformed').trim().max(200, 'cron_malformed').refine(isCron, 'cron_malformed'),
  timeZone: z.string('time_zone_unknown').trim().refine(isTimeZone, 'time_zone_unknown'),
};

const delay = z.union([z.string(), z.number()]).transform((given, context) => {
  const number = typeof given === 'number' || /^\s*\d{1,6}\s*$/.test(given) ? Number(given) : Number.NaN;
  if (Number.isInteger(number) && number >= 0 && number <= MAX_DELAY_SECONDS) return number;
  context.addIssue({ code: 'custom', message: 'number_out_of_range', params: { min: 0, max: MAX_DELAY_SECONDS } });
  return z.NEVER;
});

/** Shared by the form, the action and the command line. */
export const scheduleInput = z.object({
  ...timetable,
  delaySeconds: delay.default(INITIAL_SCHEDULE.delaySeconds),
  isPaused: z.boolean().default(false),
  missed: z.enum(MISSED_POLICIES).default(INITIAL_SCHEDULE.missed),
  overlap: z.enum(OVERLAP_POLICIES).default(INITIAL_SCHEDULE.overlap),
  recipients: recipients.default([]),
  mailSuccess: z.boolean().default(INITIAL_SCHEDULE.mailSuccess),
  mailFailure: z.boolean().default(INITIAL_SCHEDULE.mailFailure),
}) satisfies z.ZodType<ScheduleChoice>;

/** A planned time counts as missed if it is this late. Restarting a worker takes less. */
export const MISSED_AFTER_MS = 60 * 1000;

/** The decision about due planned times. */
export interface DueDecision {
  /** The last one: it runs or is left out. */
  readonly plannedAt: number;
  readonly isLeftOut: boolean;
  /** The first of the earlier ones, which do not run. */
  readonly missedSince: number | null;
  readonly nextAt: number | null;
}

/** Undefined if nothing is due. Of several due times, all but the last were missed. */
export function decideDue(schedule: Schedule, now: number): DueDecision | undefined {
  const until = now - schedule.delaySeconds * 1000;
  const { nextAt: first, missed } = schedule;
  if (schedule.isPaused || first === null || first > until) return undefined;
  const plannedAt = Math.max(first, lastPlanned(schedule, until) ?? first);
  return {
    plannedAt,
    isLeftOut: missed === 'skip' && until - plannedAt > MISSED_AFTER_MS,
    missedSince: plannedAt > first ? first : null,
    nextAt: nextPlanned(schedule, plannedAt),
  };
}

/** The next planned time after a change; planned times of the previous timetable are dropped. */
export function nextAfterChange(before: Schedule | null, choice: ScheduleChoice, now: number): number | null {
  const isSame = before?.cron === choice.cron && before.timeZone === choice.timeZone && !before.isPaused;
  return isSame ? before.nextAt : nextPlanned(choice, now);
}
