import { isIP } from 'node:net';
import type { JsonObject, JsonValue } from '../../../core/record/field.ts';
import { HASHED_FIELDS } from './published-shape.ts';
import { type EventResponse, failed, processed } from './response-bodies.ts';

/**
 * Checks of single events in a well-formed request. Of Pinterest's messages, only those about the time of events are
 * known; the other messages here are the sandbox's own. The sandbox is stricter than Pinterest about errors that would
 * otherwise go unnoticed: hashes that match no person, invalid IP addresses, events without a usable identifier.
 */

const DAY_SECONDS = 24 * 60 * 60;
const MAX_AGE_SECONDS = 30 * DAY_SECONDS;
const OLD_AFTER_SECONDS = 7 * DAY_SECONDS;
const MAX_SKEW_SECONDS = 5 * 60;

const EVENT_NAMES = new Set([
  'add_to_cart',
  'checkout',
  'custom',
  'lead',
  'page_visit',
  'search',
  'signup',
  'view_category',
  'watch_video',
  'add_payment_info',
  'add_to_wishlist',
  'app_install',
  'initiate_checkout',
  'subscribe',
  'view_content',
  'app_open',
  'contact',
  'customize_product',
  'find_location',
  'schedule',
  'start_trial',
  'submit_application',
]);
const ACTION_SOURCES = new Set(['app_android', 'app_ios', 'web', 'offline']);
const DOUBLE = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const SHA256 = /^[0-9a-f]{64}$/;
const EMPTY_HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

type Check = (event: JsonObject, now: number) => string | undefined;

const failureChecks: readonly Check[] = [
  timeFailure,
  ({ event_id }) => (isBlank(event_id) ? 'Invalid event_id parameter. It is blank.' : undefined),
  ({ action_source }) =>
    ACTION_SOURCES.has(String(action_source))
      ? undefined
      : 'Invalid action_source parameter. It is not a known source.',
  amountFailure,
  hashFailure,
  addressFailure,
  identifierFailure,
];

const warningChecks: readonly Check[] = [
  ({ event_name }) => (EVENT_NAMES.has(String(event_name)) ? undefined : 'Unrecognised event_name'),
  ({ event_time }, now) =>
    Number(event_time) < now - OLD_AFTER_SECONDS ? 'Given event_timestamp is more than 7 days in the past.' : undefined,
];

/** Checks an event that has the published shape. `now` is in Unix seconds. */
export function checkEvent(event: JsonObject, now: number): EventResponse {
  const failure = firstMessage(failureChecks, event, now);
  if (failure !== undefined) return failed(failure);
  return processed(firstMessage(warningChecks, event, now));
}

function firstMessage(checks: readonly Check[], event: JsonObject, now: number): string | undefined {
  for (const check of checks) {
    const message = check(event, now);
    if (message !== undefined) return message;
  }
  return undefined;
}

function timeFailure({ event_time }: JsonObject, now: number): string | undefined {
  const seconds = Number(event_time);
  if (seconds < now - MAX_AGE_SECONDS) return timeMessage('past', seconds, now);
  return seconds > now + MAX_SKEW_SECONDS ? timeMessage('future', seconds, now) : undefined;
}

function timeMessage(tense: 'past' | 'future', eventTime: number, now: number): string {
  return `Invalid event_timestamp parameter. Given timestamp is in the ${tense}. Current timestamp: ${now}, Given event_timestamp: ${eventTime}`;
}

function amountFailure({ custom_data }: JsonObject): string | undefined {
  const { value, predicted_ltv, contents } = objectOf(custom_data);
  if (!isMissingOrDouble(value)) return 'Invalid value parameter. It is not a double.';
  if (!isMissingOrDouble(predicted_ltv)) return 'Invalid predicted_ltv parameter. It is not a double.';
  const prices = listOf(contents).map((item) => objectOf(item)['item_price']);
  return prices.every(isMissingOrDouble) ? undefined : 'Invalid item_price parameter. It is not a double.';
}

function hashFailure({ user_data }: JsonObject): string | undefined {
  const user = objectOf(user_data);
  for (const field of HASHED_FIELDS) {
    const values = listOf(user[field]);
    if (values.includes(EMPTY_HASH)) return `Invalid ${field} parameter. It is the hash of an empty string.`;
    if (!values.every(isHash)) return `Invalid ${field} parameter. It is not a lower-case SHA-256 hash.`;
  }
  return undefined;
}

function addressFailure({ user_data }: JsonObject): string | undefined {
  const { client_ip_address } = objectOf(user_data);
  const isValid = client_ip_address === undefined || isIP(String(client_ip_address)) > 0;
  return isValid ? undefined : 'Invalid client_ip_address parameter. It is not an IP address.';
}

/** Finds an event without an identifier. The published shape requires one, too, but accepts an empty list: `em: []`. */
function identifierFailure({ user_data }: JsonObject): string | undefined {
  const { em, hashed_maids, client_ip_address, client_user_agent } = objectOf(user_data);
  const hasHash = listOf(em).length + listOf(hashed_maids).length > 0;
  const hasBrowser = !isBlank(client_ip_address) && !isBlank(client_user_agent);
  return hasHash || hasBrowser ? undefined : 'Invalid user_data parameter. No person can be matched to this event.';
}

function isMissingOrDouble(value: JsonValue | undefined): boolean {
  return value == null || (typeof value === 'string' && DOUBLE.test(value));
}

function isHash(value: JsonValue): boolean {
  return typeof value === 'string' && SHA256.test(value);
}

function isBlank(value: JsonValue | undefined): boolean {
  return typeof value !== 'string' || value.trim() === '';
}

function listOf(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
