import { browserTimeZone } from '#components/ui/text/browser-time-zone.ts';
import { INITIAL_SCHEDULE, type Schedule, type ScheduleChoice, scheduleInput } from '#lib/core/schedule/schedule.ts';

/** The frequencies that the form offers; `cron` is a custom expression. */
export const RHYTHMS = ['none', '@hourly', '@daily', 'cron'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** The values of the form's fields. */
export interface ScheduleValues extends Omit<ScheduleChoice, 'delaySeconds' | 'recipients'> {
  readonly rhythm: Rhythm;
  readonly delaySeconds: string | number;
  readonly recipients: string;
}

const FIRST_CRON = '30 2 * * *';

/** New schedules use the browser's time zone. */
export function valuesOf(schedule: Schedule | null): ScheduleValues {
  const { recipients, ...choice } = schedule ?? { ...INITIAL_SCHEDULE, timeZone: browserTimeZone() };
  const rhythm = schedule === null ? 'none' : (RHYTHMS.find((each) => each === choice.cron) ?? 'cron');
  const cron = rhythm === 'cron' ? choice.cron : FIRST_CRON;
  return { ...choice, rhythm, cron, recipients: recipients.join('\n') };
}

export function cronOf({ rhythm, cron }: Pick<ScheduleValues, 'rhythm' | 'cron'>): string {
  return rhythm === 'cron' ? cron : rhythm;
}

/** The parsed schedule, null for none, or the validation errors. */
export function readValues(values: ScheduleValues) {
  if (values.rhythm === 'none') return { success: true, data: null } as const;
  return scheduleInput.safeParse({ ...values, cron: cronOf(values) });
}
