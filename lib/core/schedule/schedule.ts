import { z } from 'zod';
import { recipients } from '../settings/notification-settings.ts';
import { isCron, isTimeZone, lastPlanned, nextPlanned, type Timetable } from './timetable.ts';

export const MISSED_POLICIES = ['once', 'skip'] as const;
/** What becomes of planned times at which no worker was there: one run for all of them, or none. */
export type MissedPolicy = (typeof MISSED_POLICIES)[number];

export const OVERLAP_POLICIES = ['skip', 'queue'] as const;
/** What becomes of a planned time while an earlier run of the query has not ended: it is left out, or waits its turn. */
export type OverlapPolicy = (typeof OVERLAP_POLICIES)[number];

/** What a person decides about when a saved query runs. */
export interface ScheduleChoice extends Timetable {
  /** A run starts so many seconds after its planned time, when the last rows of its time have come in. */
  readonly delaySeconds: number;
  readonly isPaused: boolean;
  readonly missed: MissedPolicy;
  readonly overlap: OverlapPolicy;
  /** Who is told, beside those whom the settings name. */
  readonly recipients: readonly string[];
  readonly mailSuccess: boolean;
  /** Also of a job that waits for a person: it does not go on by itself. */
  readonly mailFailure: boolean;
}

export interface Schedule extends ScheduleChoice {
  /** The first planned time that nobody has decided on; null where none is left. */
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

/** For the form, the action and the command line alike. */
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

/** A planned time counts as missed once it is that late: a worker that is started anew takes less. */
export const MISSED_AFTER_MS = 60 * 1000;

/** What is to become of the planned times that are due. */
export interface DueDecision {
  /** The last of them: it runs, or is left out. */
  readonly plannedAt: number;
  readonly isLeftOut: boolean;
  /** The first of those before it, which get no run of their own. */
  readonly missedSince: number | null;
  readonly nextAt: number | null;
}

/** Undefined where nothing is due. Of several planned times that are due at once all but the last one were missed. */
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

/** The next planned time once a schedule was changed: times that were planned under another timetable are no longer. */
export function nextAfterChange(before: Schedule | null, choice: ScheduleChoice, now: number): number | null {
  const isSame = before?.cron === choice.cron && before.timeZone === choice.timeZone && !before.isPaused;
  return isSame ? before.nextAt : nextPlanned(choice, now);
}
