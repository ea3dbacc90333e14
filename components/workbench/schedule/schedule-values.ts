import { browserTimeZone } from '#components/ui/text/browser-time-zone.ts';
import { INITIAL_SCHEDULE, type Schedule, type ScheduleChoice, scheduleInput } from '#lib/core/schedule/schedule.ts';

/** How often, as the form offers it; `cron` stands for one that is written out. */
export const RHYTHMS = ['none', '@hourly', '@daily', 'cron'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** What stands in the form's fields. */
export interface ScheduleValues extends Omit<ScheduleChoice, 'delaySeconds' | 'recipients'> {
  readonly rhythm: Rhythm;
  readonly delaySeconds: string | number;
  readonly recipients: string;
}

const FIRST_CRON = '30 2 * * *';

/** A new one is meant by the clock of whoever makes it. */
export function valuesOf(schedule: Schedule | null): ScheduleValues {
  const { recipients, ...choice } = schedule ?? { ...INITIAL_SCHEDULE, timeZone: browserTimeZone() };
  const rhythm = schedule === null ? 'none' : (RHYTHMS.find((each) => each === choice.cron) ?? 'cron');
  const cron = rhythm === 'cron' ? choice.cron : FIRST_CRON;
  return { ...choice, rhythm, cron, recipients: recipients.join('\n') };
}

export function cronOf({ rhythm, cron }: Pick<ScheduleValues, 'rhythm' | 'cron'>): string {
  return rhythm === 'cron' ? cron : rhythm;
}

/** The schedule that the fields mean, null for none, or what is wrong with them. */
export function readValues(values: ScheduleValues) {
  if (values.rhythm === 'none') return { success: true, data: null } as const;
  return scheduleInput.safeParse({ ...values, cron: cronOf(values) });
}
