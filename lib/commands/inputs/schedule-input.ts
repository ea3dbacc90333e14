import { z } from 'zod';
import { type ScheduleChoice, scheduleInput } from '../../core/schedule/schedule.ts';
import { omitUndefined } from '../omit-undefined.ts';

const { cron, timeZone, delaySeconds, isPaused, missed, overlap, recipients } = scheduleInput.shape;
const MAIL_EVENTS = ['success', 'failure'] as const;

/** The input of a schedule. What is not given keeps its value, or has the default of a new schedule. */
export const scheduleInputShape = {
  cron: cron.optional(),
  timezone: timeZone.optional(),
  delay: delaySeconds.unwrap().optional(),
  paused: isPaused.unwrap().optional(),
  missed: missed.unwrap().optional(),
  overlap: overlap.unwrap().optional(),
  mail_to: recipients.unwrap().optional(),
  mail_on: z.array(z.enum(MAIL_EVENTS)).optional(),
};

/** Converts input to changes of a schedule. */
export function scheduleChangesOf(input: z.output<z.ZodObject<typeof scheduleInputShape>>): Partial<ScheduleChoice> {
  const { cron, timezone: timeZone, delay: delaySeconds, paused: isPaused, missed, overlap, mail_to, mail_on } = input;
  return omitUndefined({
    ...{ cron, timeZone, delaySeconds, isPaused, missed, overlap, recipients: mail_to },
    ...{ mailSuccess: mail_on?.includes('success'), mailFailure: mail_on?.includes('failure') },
  });
}
