import type { CallRequest } from '../../core/connector/connector.ts';
import type { BodyFrame } from '../../core/delivery/batch.ts';
import type { JsonObject } from '../../core/record/field.ts';

/** Pinterest takes no other key beside the events. */
export const bodyFrame: BodyFrame = { head: '{"data":[', tail: ']}' };

/** One call to events/create. `test` is left out for real events: Pinterest warns against sending it at all. */
export function request(account: string, token: string, test: boolean): CallRequest {
  return {
    path: `/v5/ad_accounts/${encodeURIComponent(account)}/events${test ? '?test=true' : ''}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  };
}

/** Valid at the given time, and recognisable: its identifier is the hash of an address that nobody has. */
export function testEvent(now: number): JsonObject {
  return {
    event_name: 'custom',
    action_source: 'web',
    event_time: now,
    event_id: `connection-test-${now}`,
    user_data: { em: [HASH_OF_NOBODY] },
  };
}

/** SHA-256 of `nobody@example.invalid`. */
const HASH_OF_NOBODY = 'd2f1927a621c536bf72d7694f17e3cab683b855a6f22b024804b02e0dff12cc1';
