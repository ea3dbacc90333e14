import { describe, expect, test } from 'vitest';
import { body, bodyBytes, request, testEvent } from './request.ts';

const NOW = 1_760_000_000;

describe('request', () => {
  test.each([
    ['real events say nothing of a test', false, '/v5/ad_accounts/549764609761/events'],
    ['test events do', true, '/v5/ad_accounts/549764609761/events?test=true'],
  ])('%s', (_, isTest, path) => {
    expect(request('549764609761', 'pina_X', isTest)).toEqual({
      path,
      headers: { authorization: 'Bearer pina_X', 'content-type': 'application/json' },
    });
  });

  test('an account cannot lead anywhere else', () => {
    expect(request('../x?y#z', 't', false).path).toBe('/v5/ad_accounts/..%2Fx%3Fy%23z/events');
  });
});

describe('body', () => {
  test.each([
    [['{"a":1}'], '{"data":[{"a":1}]}'],
    [['{"a":1}', '{"b":"é"}'], '{"data":[{"a":1},{"b":"é"}]}'],
  ])('of %j', (events, text) => {
    expect(body(events)).toBe(text);
  });

  test.each([1, 2, 3, 1000])('of %d events is as long as bodyBytes says', (count) => {
    const events = Array.from({ length: count }, () => '{"a":"東"}');
    const bytes = events.reduce((sum, event) => sum + Buffer.byteLength(event), 0);
    expect(bytes + bodyBytes(count)).toBe(Buffer.byteLength(body(events)));
  });
});

test('testEvent is of the given time and names nobody', () => {
  expect(testEvent(NOW)).toEqual({
    event_name: 'custom',
    action_source: 'web',
    event_time: NOW,
    event_id: expect.stringContaining('test'),
    user_data: { em: ['d2f1927a621c536bf72d7694f17e3cab683b855a6f22b024804b02e0dff12cc1'] },
  });
});
