import { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import { repeatMembers, type ScheduleChoice, scheduleMembers, timetableMembers } from '../../core/schedule/schedule.ts';
import { omitUndefined } from '../omit-undefined.ts';

const { cron, startAt, endOn } = timetableMembers;
const { timeZone, delaySeconds, isPaused, missed, overlap, recipients } = scheduleMembers;
const { unit, every, weekdays } = repeatMembers;
const MAIL_EVENTS = ['success', 'failure'] as const;

/** The input of a schedule that can only be a cron, such as that of a parent segment. */
export const cronScheduleInputShape = {
  cron: cron.optional(),
  timezone: timeZone.optional(),
  delay: delaySeconds.unwrap().optional(),
  paused: isPaused.unwrap().optional(),
  missed: missed.unwrap().optional(),
  overlap: overlap.unwrap().optional(),
  mail_to: recipients.unwrap().optional(),
  mail_on: z.array(z.enum(MAIL_EVENTS)).optional(),
};

/** The input of a schedule. What is not given keeps its value, or has the default of a new schedule. */
export const scheduleInputShape = {
  ...cronScheduleInputShape,
  /** Replaces a cron, together with the two inputs below; all three are named as in TD. */
  repeat_unit: unit.optional(),
  repeat_frequency: every.unwrap().optional(),
  repeat_sub_frequency: weekdays.unwrap().optional(),
  /** Null removes the start. */
  start_at: startAt.nullable().optional(),
  end_on: endOn.nullable().optional(),
};

type ScheduleInput = z.output<z.ZodObject<typeof scheduleInputShape>>;

/**
 * Converts input to changes of a schedule. Throws UserError `input_required` for a part of a repeat without its unit.
 */
export function scheduleChangesOf(input: ScheduleInput): Partial<ScheduleChoice> {
  // The union of cron and repeat is checked once the changes are merged.
  return omitUndefined({
    cron: input.cron,
    repeat: repeatOf(input),
    startAt: input.start_at,
    endOn: input.end_on,
    timeZone: input.timezone,
    delaySeconds: input.delay,
    isPaused: input.paused,
    missed: input.missed,
    overlap: input.overlap,
    recipients: input.mail_to,
    mailSuccess: input.mail_on?.includes('success'),
    mailFailure: input.mail_on?.includes('failure'),
  }) as Partial<ScheduleChoice>;
}

function repeatOf({ repeat_unit: unit, repeat_frequency: every, repeat_sub_frequency: weekdays }: ScheduleInput) {
  if (unit !== undefined) return { unit, every: every ?? 1, weekdays: weekdays ?? [] };
  if (every !== undefined || weekdays !== undefined)
    throw new UserError('input_required', { field: 'repeat_unit' }, { field: 'repeat_unit' });
  return undefined;
}
