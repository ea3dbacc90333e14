import { expect, test } from 'vitest';
import { connectors } from '../../connectors/registry.ts';
import type { Authentication } from '../../core/access/authentication.ts';
import type { Send } from '../delivery/call.ts';
import { testAuthentication } from './test-authentication.ts';

const [connector] = connectors;
const authentication: Authentication = {
  id: 7,
  name: 'EU shop',
  connector: connector?.type ?? '',
  target: 'live',
  tokenHint: '7Q4C',
  parameters: null,
  createdAt: 0,
  updatedAt: 0,
  lastUsedAt: null,
  failedAt: null,
  archivedAt: null,
};

/** Tests the authentication against a service that responds with this status; returns the result with all marks. */
async function marksAfter(
  status: number,
  ad_account_id = '549764609761',
  { tokenAfter = 'a-token', body = '{}', acquire = async () => ({ until: Number.MAX_SAFE_INTEGER }) } = {},
) {
  const marks: string[] = [];
  let token = 'a-token';
  const send: Send = async () => {
    token = tokenAfter;
    return { status, headers: {}, body };
  };
  const authentications = {
    get: async () => authentication,
    token: async () => token,
    markFailed: async () => void marks.push('failed'),
    markWorking: async () => void marks.push('working'),
  };
  const limiter = { acquire, slowDown: async () => {} };
  const clock = { now: () => 1_790_000_000_000 };
  const inOneTransaction = <T>(work: () => Promise<T>) => work();
  const options = { authentications, inOneTransaction, senderFor: async () => send, limiterFor: () => limiter, clock };
  const { code, params } = await testAuthentication(options, { id: 7, ad_account_id });
  return { code, account: params['account'], marks };
}

test.each([
  [401, 'connection_unauthorized', ['failed']],
  [403, 'connection_forbidden', ['working']],
  [429, 'connection_busy', []],
] as const)('a response of %i results in %s and marks the token as %j', async (status, code, marks) => {
  expect(await marksAfter(status)).toEqual({ code, account: '549764609761', marks });
});

test.each([
  ['processed', 'connection_ok'],
  ['failed', 'connection_event_refused'],
])('a test event with the status %s results in %s and marks the token as working', async (status, code) => {
  const body = JSON.stringify({
    num_events_received: 1,
    num_events_processed: status === 'processed' ? 1 : 0,
    events: [{ status }],
  });
  expect(await marksAfter(200, '549764609761', { body })).toMatchObject({ code, marks: ['working'] });
});

test.each([401, 403])('a response of %i does not mark a token that was replaced during the test', async (status) => {
  expect((await marksAfter(status, '549764609761', { tokenAfter: 'another-token' })).marks).toEqual([]);
});

test('a fault of the database is not reported as a busy account', async () => {
  const acquire = () => Promise.reject(new Error('the database is closed'));
  await expect(marksAfter(200, '549764609761', { acquire })).rejects.toThrow('the database is closed');
});

test('refuses a malformed account at its field, before any call', async () => {
  await expect(marksAfter(401, 'abc')).rejects.toMatchObject({
    code: 'ad_account_id_malformed',
    field: 'ad_account_id',
  });
});
