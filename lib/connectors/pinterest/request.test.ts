import { describe, expect, test } from 'vitest';
import { request, testEvent } from './request.ts';

const NOW = 1_760_000_000;

describe('request', () => {
  test.each([
    ['real events have no test parameter', false, '/v5/ad_accounts/549764609761/events'],
    ['test events have a test parameter', true, '/v5/ad_accounts/549764609761/events?test=true'],
  ])('%s', (_, isTest, path) => {
    expect(request('549764609761', 'pina_X', isTest)).toEqual({
      path,
      headers: { authorization: 'Bearer pina_X', 'content-type': 'application/json' },
    });
  });

  test('an account cannot change the path', () => {
    expect(request('../x?y#z', 't', false).path).toBe('/v5/ad_accounts/..%2Fx%3Fy%23z/events');
  });
});

test('testEvent has the given time, and the hash of an address that belongs to no person', () => {
  expect(testEvent(NOW)).toEqual({
    event_name: 'custom',
    action_source: 'web',
    event_time: NOW,
    event_id: expect.stringContaining('test'),
    user_data: { em: ['d2f1927a621c536bf72d7694f17e3cab683b855a6f22b024804b02e0dff12cc1'] },
  });
});
