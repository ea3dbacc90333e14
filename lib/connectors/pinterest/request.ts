import type { CallRequest } from '../../core/connector/connector.ts';
import type { BodyFrame } from '../../core/delivery/body.ts';
import type { JsonObject } from '../../core/record/field.ts';

/** Pinterest allows no key besides `data`. */
export const bodyFrame: BodyFrame = { head: '{"data":[', tail: ']}' };

/** Pinterest recognizes a repeated event for 48 hours. */
export const DEDUPLICATION_MS = 48 * 60 * 60 * 1000;

/**
 * One call to events/create. Only test events are sent with `test=true`: Pinterest warns against it for real ones.
 */
export function request(account: string, token: string, isTest: boolean): CallRequest {
  return {
    path: `/v5/ad_accounts/${encodeURIComponent(account)}/events${isTest ? '?test=true' : ''}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  };
}

/**
 * An event for tests of the connection: valid at the given Unix time, and recognizable by its identifier, the hash of
 * an address that does not exist.
 */
export function testEvent(now: number): JsonObject {
  return {
    event_name: 'custom',
    action_source: 'web',
    event_time: now,
    event_id: `connection-test-${now}`,
    user_data: { em: [UNUSED_ADDRESS_HASH] },
  };
}

/** SHA-256 of `nobody@example.invalid`. */
const UNUSED_ADDRESS_HASH = 'd2f1927a621c536bf72d7694f17e3cab683b855a6f22b024804b02e0dff12cc1';
