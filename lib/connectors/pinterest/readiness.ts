import type { EventFacts } from '../../core/preparation/prepare-options.ts';
import { fields } from './fields.ts';

/** The sets of fields by which Pinterest matches people, strongest first. An event needs all fields of a set. */
const MATCH_KEY_FIELDS = [
  ['em'],
  ['hashed_maids'],
  ['external_id'],
  ['client_ip_address', 'client_user_agent'],
  ['click_id'],
  ['ph'],
  ['fn', 'ln'],
  ['db'],
];

export const matchKeys = MATCH_KEY_FIELDS.map((names) =>
  names.flatMap((name) => fields.filter((field) => field.name === name)),
);

const MAX_ONLINE_DELAY_SECONDS = 60 * 60;

/** An event that Pinterest receives more than an hour after it happened counts as offline, whatever its source. */
export function isLate(event: EventFacts, now: number): boolean {
  const isOld = Number(event.valueOf('event_time')) < now - MAX_ONLINE_DELAY_SECONDS;
  return isOld && event.valueOf('action_source') !== 'offline';
}
