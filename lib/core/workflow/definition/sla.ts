import { type ConfigEntry, entryOf, plainOf } from '../config/config-node.ts';
import type { Findings } from '../findings.ts';
import { clockSeconds } from './duration.ts';

/** What must have ended by a time of day, or within a duration. */
export type SlaLimit = { readonly timeOfDaySeconds: number } | { readonly durationSeconds: number };

const OPTIONS = ['time', 'duration', 'fail', 'alert', 'hide'];

/** Checks the limit of an `sla:`; its tasks are compiled apart. */
export function readSla({ at, value }: ConfigEntry, findings: Findings): SlaLimit | undefined {
  const [time, duration] = [entryOf(value, 'time'), entryOf(value, 'duration')];
  if (value.kind === 'map')
    for (const entry of value.entries)
      if (
        !entry.key.startsWith('+') &&
        !OPTIONS.includes(entry.key) &&
        !entry.key.endsWith('>') &&
        !entry.key.startsWith('_')
      )
        findings.unknown(entry.at, 'workflow_sla_option_unknown', entry.key, OPTIONS);
  const [given, ...others] = [time, duration].filter((entry) => entry !== undefined);
  if (!given || others.length > 0) {
    findings.error(at, 'workflow_sla_limit_missing');
    return undefined;
  }
  const seconds = clockSeconds(String(plainOf(given.value)), [2, 3]);
  if (seconds === undefined) {
    findings.error(given.at, 'workflow_sla_limit_invalid', { name: given.key });
    return undefined;
  }
  return given === time ? { timeOfDaySeconds: seconds } : { durationSeconds: seconds };
}
