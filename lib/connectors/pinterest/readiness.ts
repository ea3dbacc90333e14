import type { JsonObject } from '../../core/record/field.ts';
import { fields } from './fields.ts';

/** What Pinterest matches people by, the strongest first; a name counts with both of its parts. */
const MATCHED_BY = [
  ['em'],
  ['hashed_maids'],
  ['external_id'],
  ['client_ip_address', 'client_user_agent'],
  ['click_id'],
  ['ph'],
  ['fn', 'ln'],
  ['db'],
];

export const matchKeys = MATCHED_BY.map((names) =>
  names.flatMap((name) => fields.filter((field) => field.name === name)),
);

const ONLINE_FOR = 60 * 60;

/** Received more than an hour after it happened, an event counts as offline, whatever its source. */
export function isLate(event: JsonObject, now: number): boolean {
  return Number(event['event_time']) < now - ONLINE_FOR && event['action_source'] !== 'offline';
}
