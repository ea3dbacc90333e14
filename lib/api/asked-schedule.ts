import { z } from 'zod';
import { type ScheduleChoice, scheduleInput } from '../core/schedule/schedule.ts';
import { said } from './said.ts';

const { cron, timeZone, delaySeconds, isPaused, missed, overlap, recipients } = scheduleInput.shape;
const MAIL_EVENTS = ['success', 'failure'] as const;

/** What is asked of a schedule. What is not given stays as it is, or as a new one begins. */
export const askedSchedule = {
  cron: cron.optional(),
  timezone: timeZone.optional(),
  delay: delaySeconds.unwrap().optional(),
  paused: isPaused.unwrap().optional(),
  missed: missed.unwrap().optional(),
  overlap: overlap.unwrap().optional(),
  mail_to: recipients.unwrap().optional(),
  mail_on: z.array(z.enum(MAIL_EVENTS)).optional(),
};

/** As a schedule has it, without what was not said. */
export function scheduleChangesOf(asked: z.output<z.ZodObject<typeof askedSchedule>>): Partial<ScheduleChoice> {
  const { cron, timezone: timeZone, delay: delaySeconds, paused: isPaused, missed, overlap, mail_to, mail_on } = asked;
  return said({
    ...{ cron, timeZone, delaySeconds, isPaused, missed, overlap, recipients: mail_to },
    ...{ mailSuccess: mail_on?.includes('success'), mailFailure: mail_on?.includes('failure') },
  });
}
