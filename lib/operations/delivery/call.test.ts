import { expect, test } from 'vitest';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { call, type Send } from './call.ts';

test('the latency is not negative if the clock is set back during a call', async () => {
  let now = 5000;
  const send: Send = async () => {
    now = 2000;
    return { failure: 'broken', reason: 'ECONNRESET' };
  };
  const options = { connector: getFileConnector(), account: '549764609761', token: 'a-token', isTest: true, send };
  const events = { count: 1, jsonAt: () => '{}' };
  const completed = await call(new Uint8Array(), events, { ...options, clock: { now: () => now } }, () => true);
  expect(completed?.exchange.latencyMs).toBe(0);
});
