import {
  newRepeat,
  ONCE,
  type RepeatValues,
  repeatOf,
  repeatValuesOf,
  startErrorCode,
  startOf,
} from '#components/schedule/repeat-values.ts';
import { issuesByField } from '#lib/core/connector/parameters.ts';
import type { IssueParams } from '#lib/core/issue.ts';
import {
  INITIAL_SCHEDULE,
  type MissedPolicy,
  type OverlapPolicy,
  type Schedule,
  type ScheduleChoice,
  type ScheduleTimes,
  scheduleInput,
} from '#lib/core/schedule/schedule.ts';
import { latestEnd, latestStart, MAX_MONTHS_AHEAD } from '#lib/core/schedule/schedule-limits.ts';
import { isSameTimetable, nextPlanned } from '#lib/core/schedule/timetable.ts';

/** none: manual runs only. */
export type Rhythm = 'none' | 'once' | 'repeat' | 'cron';

/** The schedule as it is edited. What the chosen rhythm does not use is kept. */
export interface ScheduleValues extends RepeatValues {
  readonly rhythm: Rhythm;
  readonly timeZone: string;
  readonly cron: string;
  readonly delaySeconds: string;
  readonly isPaused: boolean;
  readonly missed: MissedPolicy;
  readonly overlap: OverlapPolicy;
  readonly recipients: readonly string[];
  readonly mailSuccess: boolean;
  readonly mailFailure: boolean;
  /** The stored times; if unchanged, they may be in the past. */
  readonly stored: ScheduleTimes | null;
}

const INITIAL_CRON = '0 5 * * 1-5';

export function scheduleValuesOf(schedule: Schedule | null, timeZone: string): ScheduleValues {
  const { isPaused, missed, overlap, recipients, mailSuccess, mailFailure, delaySeconds } =
    schedule ?? INITIAL_SCHEDULE;
  return {
    ...(schedule ? repeatValuesOf(schedule) : newRepeat(timeZone)),
    rhythm: rhythmOf(schedule),
    timeZone: schedule?.timeZone ?? timeZone,
    cron: schedule?.cron ?? INITIAL_CRON,
    delaySeconds: String(delaySeconds),
    isPaused,
    missed,
    overlap,
    mailSuccess,
    mailFailure,
    recipients: [...recipients],
    stored: schedule && timesOf(schedule),
  };
}

/** The change to another rhythm. Unlike a cron schedule, a repeat gets a proposed start. */
export function withRhythm(values: ScheduleValues, rhythm: Rhythm): Partial<ScheduleValues> {
  if (values.startDate !== '' || rhythm === 'none' || rhythm === 'cron') return { rhythm };
  const { startDate, startTime } = newRepeat(values.timeZone);
  return { rhythm, startDate, startTime };
}

function rhythmOf(schedule: Schedule | null): Rhythm {
  if (schedule === null) return 'none';
  if (!schedule.repeat) return 'cron';
  return schedule.repeat.unit === 'once' ? 'once' : 'repeat';
}

function timesOf(schedule: Schedule): ScheduleTimes {
  const { startAt, endOn, timeZone } = schedule;
  const bounds = { startAt, endOn, timeZone };
  return schedule.repeat
    ? { ...bounds, cron: null, repeat: schedule.repeat }
    : { ...bounds, cron: schedule.cron, repeat: null };
}

/** The times as entered, not yet validated. The rhythm must not be `none`. */
function chosenTimes(values: ScheduleValues): ScheduleTimes {
  const { rhythm, cron, timeZone } = values;
  const bounds = { startAt: startOf(values), endOn: rhythm === 'once' ? null : values.endOn, timeZone };
  if (rhythm === 'cron') return { ...bounds, cron, repeat: null };
  return { ...bounds, cron: null, repeat: rhythm === 'once' ? ONCE : repeatOf(values) };
}

function parse(values: ScheduleValues) {
  const { delaySeconds, isPaused, missed, overlap, recipients, mailSuccess, mailFailure } = values;
  const rules = { delaySeconds, isPaused, missed, overlap, recipients, mailSuccess, mailFailure };
  return scheduleInput.safeParse({ ...chosenTimes(values), ...rules });
}

/** The schedule; null if the rhythm is `none`, or while a field is invalid. */
export function chosenSchedule(values: ScheduleValues): ScheduleChoice | null {
  return values.rhythm === 'none' ? null : (parse(values).data ?? null);
}

/** The member `schedule` in the input of the commands that create and change activations. */
export function scheduleInputOf(values: ScheduleValues) {
  if (values.rhythm === 'none') return null;
  const { cron, repeat, startAt, endOn, timeZone } = chosenTimes(values);
  const { delaySeconds: delay, isPaused: paused, missed, overlap, recipients, mailSuccess, mailFailure } = values;
  return {
    ...(repeat
      ? { repeat_unit: repeat.unit, repeat_frequency: repeat.every, repeat_sub_frequency: repeat.weekdays }
      : { cron }),
    start_at: startAt,
    end_on: endOn,
    timezone: timeZone,
    delay,
    paused,
    missed,
    overlap,
    mail_to: recipients,
    mail_on: [mailSuccess && 'success', mailFailure && 'failure'].filter((occasion) => occasion !== false),
  };
}

interface ScheduleProblem {
  readonly path: string;
  readonly code: string;
  readonly params?: IssueParams;
}

/** The problems for which the command would refuse the schedule. */
export function scheduleProblems(values: ScheduleValues): readonly ScheduleProblem[] {
  if (values.rhythm === 'none') return [];
  const parsed = parse(values);
  if (!parsed.success)
    return Object.entries(issuesByField(parsed.error)).map(([path, { code, params }]) => ({
      path: schedulePathOf(path),
      code: startErrorCode(code),
      params,
    }));
  const isUnchanged = values.stored !== null && isSameTimetable(values.stored, parsed.data);
  return isUnchanged ? [] : timeProblems(parsed.data, Date.now());
}

function timeProblems(chosen: ScheduleChoice, now: number): readonly ScheduleProblem[] {
  const { startAt, endOn, repeat } = chosen;
  const params = { months: MAX_MONTHS_AHEAD };
  if (startAt !== null && startAt > latestStart(now))
    return [{ path: 'startDate', code: 'schedule_start_too_late', params }];
  if (endOn !== null && endOn > latestEnd(startAt, now))
    return [{ path: 'endOn', code: 'schedule_end_too_late', params }];
  if (nextPlanned(chosen, now) !== null) return [];
  if (endOn !== null) return [{ path: 'endOn', code: 'schedule_over' }];
  return [repeat ? { path: 'startDate', code: 'schedule_over' } : { path: 'cron', code: 'cron_never' }];
}

/** The form's names for members of a schedule, and of the command's input, that have other names there. */
const FORM_NAMES: Readonly<Record<string, string>> = {
  startAt: 'startDate',
  start_at: 'startDate',
  end_on: 'endOn',
  'repeat.every': 'every',
  'repeat.unit': 'every',
  repeat_frequency: 'every',
  repeat_unit: 'every',
  'repeat.weekdays': 'weekdays',
  repeat_sub_frequency: 'weekdays',
  timezone: 'timeZone',
  delay: 'delaySeconds',
  mail_to: 'recipients',
};

/** The form's path for a member of a schedule or of the command's input, or for an item of such a member. */
export function schedulePathOf(path: string): string {
  const member = Object.keys(FORM_NAMES).find((name) => path === name || path.startsWith(`${name}.`));
  return member === undefined ? path : `${FORM_NAMES[member]}${path.slice(member.length)}`;
}
