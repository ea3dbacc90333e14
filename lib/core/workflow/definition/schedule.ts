import { isCron } from '../../schedule/timetable.ts';
import { type ConfigEntry, type ConfigValue, entryOf, type MapNode, nodeValue } from '../config/config-node.ts';
import type { Findings } from '../findings.ts';
import { FIRST_YEAR_WITHOUT_TIMES } from '../schedule/cron-times.ts';
import { clockSeconds, durationSeconds } from './duration.ts';
import { wholeNumber } from './whole-number.ts';

/** When a workflow runs automatically: a delay after each time of a cron. */
export interface WorkflowSchedule {
  /** The times of the cron are the session times. */
  readonly cron: string;
  readonly delaySeconds: number;
  /** The first and the last day on which the workflow runs, as `YYYY-MM-DD` in its zone; null without a limit. */
  readonly start: string | null;
  readonly end: string | null;
  /** Whether a session is skipped while an attempt runs. */
  readonly skipsOnOvertime: boolean;
  /** A session that would run more than this number of seconds late is skipped. */
  readonly skipDelayedBySeconds: number | null;
}

/** A cron, and the seconds from a session time to its run. */
type CronTimes = Pick<WorkflowSchedule, 'cron' | 'delaySeconds'>;

/** Reads the value of a kind of schedule. Undefined if the value is invalid. */
type ReadTimes = (time: string, schedule: MapNode) => CronTimes | undefined;

const KINDS: Readonly<Record<string, ReadTimes>> = {
  daily: (time) => timesOf('0 0 * * *', clockSeconds(time, [3])),
  hourly: (time) => timesOf('0 * * * *', clockSeconds(`0:${time}`, [3])),
  weekly(time) {
    const [, day = '', clock = ''] = /^\s*([A-Za-z0-9-]+)\s*,(.*)$/.exec(time) ?? [];
    const cron = `0 0 * * ${day}`;
    return isCron(cron) ? timesOf(cron, clockSeconds(clock.trim(), [3])) : undefined;
  },
  monthly(time) {
    const [, day = '', clock = ''] = /^\s*(\d{1,2})\s*,(.*)$/.exec(time) ?? [];
    const isDay = Number(day) >= 1 && Number(day) <= 31;
    return isDay ? timesOf(`0 0 ${Number(day)} * *`, clockSeconds(clock.trim(), [3])) : undefined;
  },
  minutes_interval(time, schedule) {
    const minutes = Number(time);
    if (!(Number.isInteger(minutes) && minutes >= 1 && minutes <= 59)) return undefined;
    return timesOf(`*/${minutes} * * * *`, delayOf(schedule));
  },
  cron: (time, schedule) => (isCron(time) ? timesOf(time, delayOf(schedule)) : undefined),
};

function timesOf(cron: string, delaySeconds: number | undefined) {
  return delaySeconds === undefined ? undefined : { cron, delaySeconds };
}

function delayOf(schedule: MapNode): number | undefined {
  const delay = entryOf(schedule, 'delay');
  return delay ? wholeNumber(nodeValue(delay.value)) : 0;
}

const OPTIONS = ['delay', 'start', 'end', 'skip_on_overtime', 'skip_delayed_by'];
const KEYS = [...Object.keys(KINDS).map((name) => `${name}>`), ...OPTIONS];

/**
 * Reads a schedule, and adds its problems to the findings. Undefined if there are any, except in `start` and `end`:
 * projects may have been stored before nonexistent days were refused (`session-times.ts`).
 */
export function readSchedule({ at, value }: ConfigEntry, findings: Findings): WorkflowSchedule | undefined {
  if (value.kind !== 'map') {
    findings.error(at, 'workflow_schedule_invalid');
    return undefined;
  }
  const kind = value.entries.find(({ key }) => key.endsWith('>'));
  const start = readStart(value, findings);
  const end = readDate(value, 'end', findings);
  // Findings in `start` and `end` come before this count.
  const countBefore = findings.all.length;
  for (const entry of value.entries) if (entry !== kind) checkOption(entry, findings);
  const times = kind ? readTimes(kind, value, findings) : undefined;
  if (!kind) findings.error(at, 'workflow_schedule_kind_missing');
  if (start && end && start > end) findings.error(at, 'workflow_schedule_end_before_start');
  const skipDelayedBySeconds = readSkipDelayedBy(value, findings);
  const skipsOnOvertime = readSkipOnOvertime(value, findings);
  if (!times || findings.all.length > countBefore) return undefined;
  return { ...times, start, end, skipsOnOvertime, skipDelayedBySeconds };
}

/** Checks a key other than the one that says when the workflow runs. */
function checkOption({ key, at }: ConfigEntry, findings: Findings): void {
  if (Object.hasOwn(KINDS, key.slice(0, -1))) findings.error(at, 'workflow_schedule_kind_twice', { name: key });
  else if (!OPTIONS.includes(key)) findings.unknown(at, 'workflow_schedule_option_unknown', key, KEYS);
}

function readTimes({ key, at, value }: ConfigEntry, schedule: MapNode, findings: Findings): CronTimes | undefined {
  const name = key.slice(0, -1);
  const read = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  if (!read) {
    findings.unknown(at, 'workflow_schedule_kind_unknown', key, KEYS);
    return undefined;
  }
  const time = textOf(nodeValue(value));
  const times = time === undefined ? undefined : read(time, schedule);
  if (!times) findings.error(at, 'workflow_schedule_time_invalid', { kind: key, form: FORMS[key] ?? '' });
  return times;
}

/** How the time of each kind is written. */
const FORMS: Readonly<Record<string, string>> = {
  'daily>': 'hh:mm:ss',
  'hourly>': 'mm:ss',
  'weekly>': 'Mon,hh:mm:ss',
  'monthly>': '1,hh:mm:ss',
  'minutes_interval>': '1 … 59',
  'cron>': '0 5 * * *',
};

/** Reads `start`, and refuses one so late that the schedule would have no session. */
function readStart(schedule: MapNode, findings: Findings): string | null {
  const start = readDate(schedule, 'start', findings);
  const entry = entryOf(schedule, 'start');
  if (entry && start !== null && Number(start.slice(0, 4)) >= FIRST_YEAR_WITHOUT_TIMES)
    findings.error(entry.at, 'workflow_schedule_start_too_late', { year: String(FIRST_YEAR_WITHOUT_TIMES) });
  return start;
}

function readDate(schedule: MapNode, key: string, findings: Findings): string | null {
  const entry = entryOf(schedule, key);
  if (!entry) return null;
  const text = textOf(nodeValue(entry.value)) ?? '';
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  // Date.parse reads 2026-06-31 as the first of July.
  const isDate = !Number.isNaN(day) && new Date(day).toISOString().startsWith(text);
  if (!isDate) findings.error(entry.at, 'workflow_schedule_date_invalid', { name: key });
  return Number.isNaN(day) ? null : text;
}

function readSkipOnOvertime(schedule: MapNode, findings: Findings): boolean {
  const entry = entryOf(schedule, 'skip_on_overtime');
  if (!entry) return false;
  const value = nodeValue(entry.value);
  if (typeof value !== 'boolean' && value !== 'true' && value !== 'false')
    findings.error(entry.at, 'workflow_option_not_boolean', { name: 'skip_on_overtime' });
  return value === true || value === 'true';
}

function readSkipDelayedBy(schedule: MapNode, findings: Findings): number | null {
  const entry = entryOf(schedule, 'skip_delayed_by');
  if (!entry) return null;
  const seconds = durationSeconds(textOf(nodeValue(entry.value)) ?? '');
  if (seconds === undefined) findings.error(entry.at, 'workflow_duration_invalid', { name: 'skip_delayed_by' });
  return seconds ?? null;
}

/** The text of a value, which may be a number, as in `minutes_interval>: 30`. */
function textOf(value: ConfigValue): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
