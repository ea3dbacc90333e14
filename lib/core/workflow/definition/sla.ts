import { DAY_MS, localAt } from '../../schedule/local-time.ts';
import {
  type ConfigEntry,
  type ConfigMap,
  type ConfigValue,
  entryOf,
  isMap,
  nodeOf,
  nodeValue,
} from '../config/config-node.ts';
import { Findings } from '../findings.ts';
import { lateInstant } from '../schedule/late-instant.ts';
import { clockSeconds } from './duration.ts';

/** An attempt must have ended by a time of day, or within a duration. */
export type SlaLimit = { readonly timeOfDaySeconds: number } | { readonly durationSeconds: number };

/** The options of an `sla:`, besides its tasks. */
export const SLA_OPTIONS: readonly string[] = ['time', 'duration', 'fail', 'alert', 'hide'];

/** Reads the limit of an `sla:`; undefined if it is missing or invalid. Its tasks are compiled separately. */
export function readSla({ at, value }: ConfigEntry, findings: Findings): SlaLimit | undefined {
  const entries = value.kind === 'map' ? value.entries : [];
  for (const entry of entries)
    if (!SLA_OPTIONS.includes(entry.key) && !isPartOfTask(entry.key))
      findings.unknown(entry.at, 'workflow_sla_option_unknown', entry.key, SLA_OPTIONS);
  const time = entryOf(value, 'time');
  const duration = entryOf(value, 'duration');
  const limit = time ?? duration;
  if (!limit || (time && duration)) {
    findings.error(at, 'workflow_sla_limit_missing');
    return undefined;
  }
  const seconds = clockSeconds(String(nodeValue(limit.value)), [2, 3]);
  if (seconds === undefined) {
    findings.error(limit.at, 'workflow_sla_limit_invalid', { name: limit.key });
    return undefined;
  }
  return limit === time ? { timeOfDaySeconds: seconds } : { durationSeconds: seconds };
}

/** Whether a key is that of a task, an operator or a directive. */
function isPartOfTask(key: string): boolean {
  return key.startsWith('+') || key.endsWith('>') || key.startsWith('_');
}

/**
 * An SLA that was checked. Its tasks run if an attempt misses the limit. Missing it may also fail the attempt or notify
 * people.
 */
export interface Sla {
  readonly limit: SlaLimit;
  readonly tasks: ConfigMap;
  readonly failsAttempt: boolean;
  readonly notifiesPeople: boolean;
}

/** The SLA at the top of a workflow; undefined if it has none. */
export function slaOf(sla: ConfigValue | undefined): Sla | undefined {
  if (!isMap(sla)) return undefined;
  const at = { file: '', line: 1, column: 1 };
  const limit = readSla({ key: 'sla', at, value: nodeOf(sla, at) }, new Findings());
  const tasks = Object.fromEntries(Object.entries(sla).filter(([key]) => !SLA_OPTIONS.includes(key)));
  return limit && { limit, tasks, failsAttempt: isTrue(sla['fail']), notifiesPeople: isTrue(sla['alert']) };
}

function isTrue(value: ConfigValue | undefined): boolean {
  return value === true || value === 'true';
}

/**
 * When an attempt that was created at `createdAt` misses its limit. A time of day that has passed means the same time
 * of the next day; digdag adds 24 hours instead, which is another time of day if clocks change.
 */
export function slaTime(limit: SlaLimit, createdAt: number, timeZone: string): number {
  if ('durationSeconds' in limit) return createdAt + limit.durationSeconds * 1000;
  const local = localAt(createdAt, timeZone);
  const today = local - (local % DAY_MS) + limit.timeOfDaySeconds * 1000;
  const time = lateInstant(today, timeZone);
  const isPast = time < Math.floor(createdAt / 1000) * 1000;
  return isPast ? lateInstant(today + DAY_MS, timeZone) : time;
}
