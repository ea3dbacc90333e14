import {
  newRepeat,
  ONCE,
  type RepeatValues,
  repeatOf,
  repeatValuesOf,
  startOf,
} from '#components/schedule/repeat-values.ts';
import { browserTimeZone } from '#components/ui/text/browser-time-zone.ts';
import {
  INITIAL_SCHEDULE,
  type MissedPolicy,
  type OverlapPolicy,
  type Schedule,
  type ScheduleTimes,
  scheduleInput,
} from '#lib/core/schedule/schedule.ts';
import type { Timetable } from '#lib/core/schedule/timetable.ts';

/** The rhythms of the form; `cron` is a custom expression. `once` is offered only to schedules that already have it. */
export const RHYTHMS = ['none', '@hourly', '@daily', 'once', 'repeat', 'cron'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** The values of the form's fields. */
export interface ScheduleValues {
  readonly rhythm: Rhythm;
  readonly cron: string;
  readonly repeat: RepeatValues;
  /** Whether the stored cron schedule has a start or an end; the form keeps them in `repeat`. */
  readonly isBounded: boolean;
  readonly timeZone: string;
  readonly delaySeconds: string | number;
  readonly isPaused: boolean;
  readonly missed: MissedPolicy;
  readonly overlap: OverlapPolicy;
  readonly recipients: string;
  readonly mailSuccess: boolean;
  readonly mailFailure: boolean;
}

const DEFAULT_CRON = '30 2 * * *';

/** The form's values for a schedule; without a schedule, those of a new one in the browser's time zone. */
export function valuesOf(schedule: Schedule | null): ScheduleValues {
  const { recipients, cron, repeat, startAt, endOn, ...choice } = schedule ?? {
    ...INITIAL_SCHEDULE,
    timeZone: browserTimeZone(),
  };
  const rhythm = schedule ? rhythmOf(schedule) : 'none';
  const isBounded = !repeat && (startAt !== null || endOn !== null);
  return {
    ...choice,
    rhythm,
    cron: rhythm === 'cron' ? (cron ?? DEFAULT_CRON) : DEFAULT_CRON,
    repeat: schedule && (schedule.repeat || isBounded) ? repeatValuesOf(schedule) : newRepeat(choice.timeZone),
    isBounded,
    recipients: recipients.join('\n'),
  };
}

function rhythmOf({ cron, repeat }: Schedule): Rhythm {
  if (repeat) return repeat.unit === 'once' ? 'once' : 'repeat';
  return RHYTHMS.find((each) => each === cron) ?? 'cron';
}

/** When the schedule runs; not yet validated. */
function timesOf({ rhythm, cron, repeat, isBounded, timeZone }: ScheduleValues): ScheduleTimes {
  const bounds = { startAt: startOf(repeat), endOn: repeat.endOn, timeZone };
  if (rhythm === 'once') return { ...bounds, endOn: null, cron: null, repeat: ONCE };
  if (rhythm === 'repeat') return { ...bounds, cron: null, repeat: repeatOf(repeat) };
  const times = { cron: rhythm === 'cron' ? cron : rhythm, repeat: null };
  return isBounded ? { ...bounds, ...times } : { ...times, startAt: null, endOn: null, timeZone };
}

/** The chosen timetable; null for none, or if it is not valid. */
export function timetableOf(values: ScheduleValues): Timetable | null {
  if (values.rhythm === 'none') return null;
  return scheduleInput.safeParse(timesOf(values)).data ?? null;
}

/** The parsed schedule, null for none, or the validation errors. */
export function readValues(values: ScheduleValues) {
  if (values.rhythm === 'none') return { success: true, data: null } as const;
  const { rhythm: _, repeat: __, isBounded: ___, ...rules } = values;
  return scheduleInput.safeParse({ ...rules, ...timesOf(values) });
}
