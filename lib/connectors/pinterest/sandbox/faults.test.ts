import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { event, events, NOW, post } from './calls.test-kit.ts';
import type { Rule } from './script.ts';
import { type Sandbox, startSandbox } from './server.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ now: () => NOW * 1000 });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

function addRule(behavior: Rule['do'], match: Rule['match'] = {}): void {
  sandbox.setScript([{ match, do: behavior }]);
}

async function recordedIds(): Promise<string[]> {
  return (await sandbox.unique()).map(({ event_id }) => event_id);
}

test.each([
  [400, 4196, 'The request was invalid.'],
  [401, 2, 'Authentication failed.'],
  [403, 29, 'You are not permitted to access that resource.'],
  [429, 8, expect.stringMatching(/^This request exceeded a rate limit/)],
  [503, 4197, expect.stringMatching(/ramped down/)],
  [500, 11, expect.any(String)],
  [302, 1, expect.any(String)],
])('a response with status %i has code %i, and no event is recorded', async (status, code, message) => {
  addRule({ status });
  const response = await fetch(`${sandbox.url}/v5/ad_accounts/1/events`, {
    method: 'POST',
    redirect: 'manual',
    headers: { authorization: 'Bearer pina', 'content-type': 'application/json' },
    body: JSON.stringify({ data: events('a') }),
  });
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ code, message });
  expect(await recordedIds()).toEqual([]);
  expect(await sandbox.received()).toMatchObject([{ status, code, end: 'answered' }]);
});

test.each(['0', '-5', '31536000', 'Wed, 21 Oct 2026 07:28:00 GMT', 'soon', ''])(
  'responds with 429 and Retry-After %j',
  async (value) => {
    addRule({ status: 429, headers: { 'Retry-After': value } });
    expect((await post(sandbox.url, events('a'))).headers.get('retry-after')).toBe(value);
  },
);

test('responds with 429 without Retry-After', async () => {
  addRule({ status: 429 });
  expect((await post(sandbox.url, events('a'))).headers.has('retry-after')).toBe(false);
});

test('the events may be recorded despite a 500', async () => {
  addRule({ status: 500, accept: true });
  expect((await post(sandbox.url, events('a'))).status).toBe(500);
  expect(await recordedIds()).toEqual(['a']);
});

test('a rule for an event refuses each request with it, also test calls, so that bisecting works', async () => {
  addRule({ status: 400 }, { eventId: 'bad' });
  const statuses = [['a', 'bad'], ['bad'], ['a']].map(async (ids) => (await post(sandbox.url, events(...ids))).status);
  expect(await Promise.all(statuses)).toEqual([400, 400, 200]);
  expect((await post(sandbox.url, events('bad'), { test: true })).status).toBe(400);
});

test('a 422 with details fails the named events and records the others', async () => {
  addRule({ failEventIds: ['b'], failIndexes: [2], message: 'No such thing.' });
  const response = await post(sandbox.url, events('a', 'b', 'c'));
  const { details } = await response.json();
  expect([response.status, details.num_events_processed]).toEqual([422, 1]);
  expect(details.events.map(({ error_message }: { error_message: string }) => error_message)).toEqual([
    '',
    'No such thing.',
    'No such thing.',
  ]);
  expect(await recordedIds()).toEqual(['a']);
  expect((await sandbox.received())[0]?.failed).toEqual([
    { index: 1, event_id: 'b', message: 'No such thing.' },
    { index: 2, event_id: 'c', message: 'No such thing.' },
  ]);
});

test('a 422 that names no event fails all events', async () => {
  addRule({ status: 422 });
  const { details } = await (await post(sandbox.url, events('a', 'b'))).json();
  expect(details).toMatchObject({ num_events_received: 2, num_events_processed: 0 });
  expect(await recordedIds()).toEqual([]);
});

test('responds with 422 without details', async () => {
  addRule({ status: 422, details: false, failEventIds: ['b'] });
  const response = await post(sandbox.url, events('a', 'b'));
  expect(await response.json()).toMatchObject({ code: 953, details: {} });
  expect(await recordedIds()).toEqual(['a']);
});

test('reports failed events inside a 200', async () => {
  addRule({ status: 200, failEventIds: ['b'] });
  const response = await post(sandbox.url, events('a', 'b'));
  expect([response.status, (await response.json()).num_events_processed]).toEqual([200, 1]);
});

test('reports a warning for an event, and records it', async () => {
  addRule({ warnEventIds: ['b'], warning: 'Mind the gap.' });
  const { events: results } = await (await post(sandbox.url, events('a', 'b'))).json();
  expect(results[1]).toEqual({ status: 'processed', error_message: '', warning_message: 'Mind the gap.' });
  expect(await recordedIds()).toEqual(['a', 'b']);
});

test.each([
  [1, 3],
  [-1, 1],
  [-9, 0],
])('changes the number of results by %i', async (extraResults, length) => {
  addRule({ extraResults });
  const response = await (await post(sandbox.url, events('a', 'b'))).json();
  expect([response.events.length, response.num_events_received]).toEqual([length, 2]);
});

test.each<[string, Rule['do'], string[], string]>([
  ['resetBefore', { resetBefore: true }, [], 'reset_before'],
  ['acceptThenReset', { acceptThenReset: true }, ['a'], 'accepted_then_reset'],
  ['acceptThenReset with a status', { acceptThenReset: true, status: 500 }, ['a'], 'accepted_then_reset'],
])('%s breaks the connection', async (_, behavior, kept, end) => {
  addRule(behavior);
  await expect(post(sandbox.url, events('a'))).rejects.toThrow('fetch failed');
  expect(await recordedIds()).toEqual(kept);
  expect(await sandbox.received()).toMatchObject([{ status: null, end }]);
});

test('cuts a response in the middle', async () => {
  addRule({ cutAfterBytes: 20 });
  const response = await post(sandbox.url, events('a'));
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow('terminated');
  expect(await recordedIds()).toEqual(['a']);
  expect(await sandbox.received()).toMatchObject([{ end: 'answer_cut' }]);
});

test('cuts a response before its body', async () => {
  addRule({ cutAfterBytes: 0 });
  const response = await post(sandbox.url, events('a'));
  await expect(response.text()).rejects.toThrow('terminated');
});

test('truncates the JSON of a complete response', async () => {
  addRule({ truncateJson: true });
  const body = await (await post(sandbox.url, events('a'))).text();
  expect(body).toMatch(/^\{"num_events_received":1,/);
  expect(() => JSON.parse(body)).toThrow();
});

test('sends a response in chunks', async () => {
  addRule({ trickle: { bytes: 10, everyMs: 0 } });
  expect((await (await post(sandbox.url, events('a'))).json()).num_events_processed).toBe(1);
});

test.each([502, 200])('responds with HTML and status %i', async (status) => {
  addRule({ status, body: '<html><h1>Bad Gateway</h1></html>' });
  const response = await post(sandbox.url, events('a'));
  expect([response.status, response.headers.get('content-type')]).toEqual([status, 'text/html']);
  expect(await response.text()).toBe('<html><h1>Bad Gateway</h1></html>');
  expect(await recordedIds()).toEqual(status === 200 ? ['a'] : []);
});

test('responds with a scripted JSON body', async () => {
  addRule({ body: { num_events_received: 1, num_events_processed: 7, events: [] } });
  expect((await (await post(sandbox.url, events('a'))).json()).num_events_processed).toBe(7);
});

test('a 204 records the events', async () => {
  addRule({ status: 204 });
  const response = await post(sandbox.url, events('a'));
  expect([response.status, await response.text()]).toEqual([204, '']);
  expect(await recordedIds()).toEqual(['a']);
});

test('responds with a huge body', async () => {
  addRule({ padToBytes: 6_000_000 });
  const body = await (await post(sandbox.url, events('a'))).text();
  expect([body.length, JSON.parse(body).num_events_processed]).toEqual([6_000_000, 1]);
});

test('a client may disconnect during a huge or slow response', async () => {
  for (const behavior of [{ padToBytes: 50_000_000 }, { trickle: {} }]) {
    addRule(behavior);
    const response = await post(sandbox.url, events('a'));
    await response.body?.cancel();
  }
  sandbox.setScript([]);
  expect((await post(sandbox.url, events('b'))).status).toBe(200);
});

test('a request is journaled before its response is sent', async () => {
  addRule({ delayMs: 1_800_000, latencyMs: 1_800_000 });
  const client = new AbortController();
  const response = post(sandbox.url, events('a'), { signal: client.signal });
  await expect.poll(recordedIds, { interval: 1 }).toEqual(['a']);
  client.abort();
  await expect(response).rejects.toThrow('aborted');
});

test('a response is held until the script is replaced', async () => {
  sandbox.setScript([{ match: { eventId: 'a' }, do: { held: true } }]);
  const order: string[] = [];
  const held = post(sandbox.url, events('a')).then(({ status }) => order.push(`a ${status}`));
  await expect.poll(recordedIds, { interval: 1 }).toEqual(['a']);
  order.push(`b ${(await post(sandbox.url, events('b'))).status}`);
  sandbox.setScript([]);
  await held;
  expect(order).toEqual(['b 200', 'a 200']);
});

test.each<Rule['do']>([{ delayMs: 1_800_000 }, { held: true }])(
  'closing does not wait for a response with %o',
  async (late) => {
    const other = await startSandbox({ script: [{ do: late }], now: () => NOW * 1000 });
    const response = post(other.url, events('a'));
    response.catch(() => {});
    await expect.poll(async () => (await other.received()).length, { interval: 1 }).toBe(1);
    await other.close();
    await expect(response).rejects.toThrow('fetch failed');
  },
);

test('a latency for all requests does not replace the fault of one request', async () => {
  sandbox.setScript([{ do: { latencyMs: 1 } }, { match: { call: 2 }, do: { status: 429 } }]);
  const statuses = [];
  for (const id of ['a', 'b', 'c']) statuses.push((await post(sandbox.url, events(id))).status);
  expect(statuses).toEqual([200, 429, 200]);
});

const BODY_OF_B = createHash('sha256')
  .update(JSON.stringify({ data: events('b') }))
  .digest('hex');
const TOKEN = createHash('sha256').update('pina_other').digest('hex');

test.each<[string, Rule['match'], number[]]>([
  ['a call', { call: 2 }, [2]],
  ['calls', { call: [1, 3] }, [1, 3]],
  ['a range of calls', { call: { from: 2, to: 3 } }, [2, 3]],
  ['every second call', { call: { every: 2 } }, [1, 3]],
  ['the first two calls', { times: 2 }, [1, 2]],
  ['test calls', { test: true }, [4]],
  ['an ad account', { account: 'other' }, []],
  ['one of two events', { eventId: ['b', 'z'] }, [2]],
  ['a body', { bodySha256: BODY_OF_B }, [2]],
  ['a token', { tokenSha256: TOKEN }, [3]],
])('a rule for %s applies to no other call', async (_, match, applied) => {
  addRule({ status: 500 }, match);
  const calls = [
    await post(sandbox.url, events('a')),
    await post(sandbox.url, events('b')),
    await post(sandbox.url, events('c'), { token: 'pina_other' }),
    await post(sandbox.url, events('d'), { test: true }),
  ];
  expect(calls.flatMap(({ status }, index) => (status === 500 ? index + 1 : []))).toEqual(applied);
});

test('calls are counted per ad account', async () => {
  addRule({ status: 500 }, { call: 1 });
  const first = await post(sandbox.url, events('a'), { account: '1' });
  const second = await post(sandbox.url, events('a'), { account: '2' });
  expect([first.status, second.status]).toEqual([500, 500]);
});

test('the earlier of two conflicting rules wins', async () => {
  sandbox.setScript([{ match: { call: 1 }, do: { status: 429 } }, { do: { status: 503, headers: { 'x-a': '1' } } }]);
  const response = await post(sandbox.url, events('a'));
  expect([response.status, response.headers.get('x-a')]).toEqual([429, '1']);
});

test("the service's own refusals apply under a script, too", async () => {
  addRule({ status: 200, extraResults: 1 });
  expect((await post(sandbox.url, [event({ x: 1 })])).status).toBe(400);
});

test('a script can be set over HTTP', async () => {
  const set = (rules: unknown) => fetch(`${sandbox.url}/__script`, { method: 'POST', body: JSON.stringify(rules) });
  expect((await set([{ do: { status: 429 } }])).status).toBe(200);
  expect((await post(sandbox.url, events('a'))).status).toBe(429);
  await fetch(`${sandbox.url}/__reset`, { method: 'POST' });
  expect((await post(sandbox.url, events('a'))).status).toBe(200);
  expect(await sandbox.received()).toMatchObject([{ call: 1 }]);
});

test.each([
  ['an object instead of a list', {}, /expected array/],
  ['an unknown fault', [{ do: { explode: true } }], /"explode"/],
  ['a misspelled match', [{ match: { cal: 1 }, do: {} }], /"cal"/],
  ['a header that cannot be sent', [{ do: { headers: { 'retry-after': 'a\nb' } } }], /cannot be sent/],
  ['an invalid status', [{ do: { status: 99 } }], /status/],
])('refuses a script with %s, and keeps the previous one', async (_, rules, message) => {
  addRule({ status: 429 });
  const response = await fetch(`${sandbox.url}/__script`, { method: 'POST', body: JSON.stringify(rules) });
  expect([response.status, (await response.json()).message]).toEqual([400, expect.stringMatching(message)]);
  expect((await post(sandbox.url, events('a'))).status).toBe(429);
});
