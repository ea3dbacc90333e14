import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ACCOUNT, event, events, HASH, NOW, post } from './calls.test-kit.ts';
import { type Sandbox, startSandbox } from './server.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ now: () => NOW * 1000, maxBodyBytes: 2_000_000 });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const eventOfDaysAgo = (days: number) => event({ event_time: NOW - days * 86_400 });
const EMPTY_HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

test('accepts valid events with a result for each', async () => {
  const response = await post(sandbox.url, events('a', 'b'));
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    num_events_received: 2,
    num_events_processed: 2,
    events: [
      { status: 'processed', error_message: '', warning_message: '' },
      { status: 'processed', error_message: '', warning_message: '' },
    ],
  });
});

const everyField = event({
  event_source_url: 'https://shop.example/',
  opt_out: false,
  wifi: true,
  partner_name: null,
  language: 'pt',
  app_id: null,
  app_info: { app_id: 'x', window_width: 30_720 },
  device_info: { form_factor: 'tablet', languages: ['pt', 'en'] },
  user_data: {
    hashed_maids: [HASH],
    client_ip_address: '2001:db8::1',
    client_user_agent: 'Mozilla/5.0',
    click_id: null,
    ph: [HASH],
    opt_out_type: 'unknown keys pass here',
  },
  custom_data: {
    value: '72.30',
    predicted_ltv: null,
    content_ids: ['a'],
    contents: [{ id: 'a', item_price: '1e2', quantity: 3 }, {}],
    num_items: 3,
    external_measurement_vendor_id: null,
  },
});

test.each([
  ['every field', everyField],
  ['ip address and user agent', event({ user_data: { client_ip_address: '192.0.2.1', client_user_agent: 'x' } })],
  ['a time 6 days ago', eventOfDaysAgo(6)],
  ['a clock that is 5 minutes ahead', event({ event_time: NOW + 300 })],
])('accepts %s', async (_, sent) => {
  const response = await post(sandbox.url, [sent]);
  expect([response.status, (await response.json()).events]).toEqual([
    200,
    [{ status: 'processed', error_message: '', warning_message: '' }],
  ]);
});

test.each([
  ['an unknown name', event({ event_name: 'purchase' }), 'Unrecognised event_name'],
  ['a time 8 days ago', eventOfDaysAgo(8), 'Given event_timestamp is more than 7 days in the past.'],
])('warns about %s', async (_, sent, warning) => {
  const { events } = await (await post(sandbox.url, [sent])).json();
  expect(events).toEqual([{ status: 'processed', error_message: '', warning_message: warning }]);
});

const stray = "Invalid request: Additional properties are not allowed ('x' was unexpected)";

test.each([
  ['malformed JSON', '{', 'Invalid request: the body is not valid JSON'],
  ['malformed UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'Invalid request: the body is not valid JSON'],
  ['nothing', '', 'Invalid request: the body is not valid JSON'],
  ['a list at the top', '[]', "Invalid request: the body is not of type 'object'"],
  ['null at the top', 'null', "Invalid request: the body is not of type 'object'"],
  ['no data', '{}', "Invalid request: 'data' is a required property"],
  ['no events', '{"data":[]}', 'Invalid request: data is too short'],
  ['an unknown key besides data', '{"data":[],"x":1}', stray],
  ['a string as event', '{"data":["x"]}', "Invalid request: an event is not of type 'object'"],
  ['__proto__', `{"data":[{"__proto__":{}}]}`, /required property|'__proto__' was unexpected/],
])('refuses a body with %s', async (_, body, message) => {
  const response = await post(sandbox.url, body);
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({
    code: 1,
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  });
});

test.each([
  ['an unknown key', event({ x: 1 }), stray],
  ['a stray key in custom_data', event({ custom_data: { x: 1 } }), stray],
  ['an unknown key in an item', event({ custom_data: { contents: [{ x: 1 }] } }), stray],
  ['no event_id', event({ event_id: undefined }), "Invalid request: 'event_id' is a required property"],
  ['no user_data', event({ user_data: undefined }), "Invalid request: 'user_data' is a required property"],
  ['event_id null', event({ event_id: null }), "Invalid request: event_id is not of type 'string'"],
  ['a number as event_id', event({ event_id: 7 }), "Invalid request: event_id is not of type 'string'"],
  ['a text as event_time', event({ event_time: '7' }), "Invalid request: event_time is not of type 'integer'"],
  ['half seconds', event({ event_time: 7.5 }), "Invalid request: event_time is not of type 'integer'"],
  ['a number as value', event({ custom_data: { value: 7 } }), /custom_data\.value is not of type 'string', 'null'$/],
  ['a text as num_items', event({ custom_data: { num_items: '7' } }), /num_items is not of type 'integer'$/],
  ['a text as opt_out', event({ opt_out: 'yes' }), "Invalid request: opt_out is not of type 'boolean'"],
  ['opt_out null', event({ opt_out: null }), "Invalid request: opt_out is not of type 'boolean'"],
  ['em as a string', event({ user_data: { em: HASH } }), "Invalid request: user_data.em is not of type 'array'"],
  ['a null in an item', event({ custom_data: { contents: [{ id: null }] } }), /contents\.0\.id is not of type/],
  ['ph alone', event({ user_data: { ph: [HASH] } }), /user_data needs em, hashed_maids, or both/],
  ['an ip address alone', event({ user_data: { client_ip_address: '192.0.2.1' } }), /user_data needs em/],
  ['a long locale', event({ device_info: { locale: 'x'.repeat(36) } }), /device_info\.locale is too long$/],
])('refuses the whole request for an event with %s', async (_, sent, message) => {
  const response = await post(sandbox.url, [...events('fine'), sent]);
  expect(response.status).toBe(400);
  expect((await response.json()).message).toEqual(
    typeof message === 'string' ? message : expect.stringMatching(message),
  );
  expect((await sandbox.received())[0]?.accepted).toEqual([]);
});

test.each([
  [1000, 200],
  [1001, 400],
])('responds to %i events with status %i', async (count, status) => {
  const many = Array.from({ length: count }, (_, index) => event({ event_id: `e${index}` }));
  expect((await post(sandbox.url, many)).status).toBe(status);
});

test.each([
  [
    'a time 18 months ago',
    eventOfDaysAgo(540),
    `Invalid event_timestamp parameter. Given timestamp is in the past. Current timestamp: ${NOW}, Given event_timestamp: ${NOW - 540 * 86_400}`,
  ],
  ['a time 6 minutes ahead', event({ event_time: NOW + 360 }), /Given timestamp is in the future\./],
  ['a time in milliseconds', event({ event_time: NOW * 1000 }), /Given timestamp is in the future\./],
  ['a malformed value', event({ custom_data: { value: '1,234.50' } }), /^Invalid value parameter/],
  ['an empty price', event({ custom_data: { contents: [{}, { item_price: '' }] } }), /^Invalid item_price/],
  ['an unhashed email address', event({ user_data: { em: [HASH, 'a@b.example'] } }), /^Invalid em parameter/],
  ['an upper-case hash', event({ user_data: { em: [HASH.toUpperCase()] } }), /^Invalid em parameter/],
  [
    'the hash of an empty string',
    event({ user_data: { em: [HASH], ph: [EMPTY_HASH] } }),
    /^Invalid ph .* empty string/,
  ],
  ['em without values', event({ user_data: { em: [] } }), /No person can be matched/],
  [
    'a malformed IP address',
    event({ user_data: { em: [HASH], client_ip_address: '192.0.2.256' } }),
    /^Invalid client_ip_/,
  ],
  ['a blank event_id', event({ event_id: ' ' }), /^Invalid event_id/],
  ['an unknown source', event({ action_source: 'shop' }), /^Invalid action_source/],
])('fails only the event with %s', async (_, sent, message) => {
  const response = await post(sandbox.url, [...events('fine'), sent]);
  expect(response.status).toBe(422);
  expect(await response.json()).toEqual({
    code: 953,
    message: 'The action could not be processed properly due to some or all data provided being invalid.',
    details: {
      num_events_received: 2,
      num_events_processed: 1,
      events: [
        { status: 'processed', error_message: '', warning_message: '' },
        {
          status: 'failed',
          error_message: typeof message === 'string' ? message : expect.stringMatching(message),
          warning_message: '',
        },
      ],
    },
  });
  expect((await sandbox.received())[0]?.accepted).toEqual([['fine', 'checkout', 'web']]);
});

test.each([
  ['no token', { headers: { authorization: '' } }, 401, 2],
  ['an empty token', { token: '' }, 401, 2],
  ['a scheme other than Bearer', { headers: { authorization: 'Basic cGluYQ==' } }, 401, 2],
  ['a revoked token', { token: 'pina_revoked_7' }, 401, 2],
  ['letters as ad account', { account: 'abc' }, 400, 1],
  ['19 digits as ad account', { account: '1234567890123456789' }, 400, 1],
  ['a compressed body', { headers: { 'content-encoding': 'gzip' } }, 415, 1],
  ['a body of a type other than JSON', { headers: { 'content-type': 'text/csv' } }, 415, 1],
])('refuses %s', async (_, call, status, code) => {
  const response = await post(sandbox.url, 'headers' in call ? gzipSync('{}') : events('a'), call);
  expect([response.status, (await response.json()).code]).toEqual([status, code]);
});

test('refuses a body over the limit, and keeps running', async () => {
  const response = await post(sandbox.url, `{"data":[${' '.repeat(2_000_000)}]}`);
  expect(response.status).toBe(413);
  expect((await post(sandbox.url, events('a'))).status).toBe(200);
  expect((await sandbox.received()).map(({ body }) => body === null)).toEqual([true, false]);
});

test.each([
  ['GET', `/v5/ad_accounts/${ACCOUNT}/events`, 405],
  ['POST', '/v5/ad_accounts', 404],
  ['POST', `/v5/ad_accounts/${ACCOUNT}/events/`, 404],
  ['POST', '//', 404],
  ['GET', '/__nothing', 404],
])('%s %s returns %i and JSON', async (method, path, status) => {
  const response = await fetch(sandbox.url + path, { method });
  expect([response.status, typeof (await response.json()).message]).toEqual([status, 'string']);
});

test('accepts a request sent byte by byte', async () => {
  const request = httpRequest(`${sandbox.url}/v5/ad_accounts/1/events`, {
    method: 'POST',
    headers: { authorization: 'Bearer pina', 'content-type': 'application/json' },
  });
  request.setNoDelay(true);
  for (const byte of Buffer.from(JSON.stringify({ data: events('slow') }))) {
    await new Promise((resolve) => request.write(Buffer.of(byte), resolve));
  }
  request.end();
  const response = await new Promise<IncomingMessage>((resolve) => request.on('response', resolve));
  expect(JSON.parse(await text(response)).num_events_processed).toBe(1);
});

test.each([
  ['bytes that are not HTTP', 'hello\r\n\r\n'],
  ['a cut head', 'POST /v5/ad_accounts/1/events HTTP/1.1\r\nhost'],
  ['a cut body', 'POST /v5/ad_accounts/1/events HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{'],
  ['a broken chunk', 'POST /v5/ad_accounts/1/events HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'],
  ['a tunnel', 'CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\n'],
  ['an upgrade', 'GET / HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'],
])('survives %s', async (_, bytes) => {
  await new Promise((resolve) => {
    const socket = connect(sandbox.port, '127.0.0.1', () => socket.end(bytes));
    socket.on('error', resolve).on('close', resolve).resume();
  });
  expect((await post(sandbox.url, events('after'))).status).toBe(200);
});

test('journals a request that was cut off, because it counts as a call', async () => {
  const socket = connect(sandbox.port, '127.0.0.1');
  socket.write('POST /v5/ad_accounts/1/events HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{"da');
  socket.end();
  await expect
    .poll(() => sandbox.received(), { interval: 1 })
    .toMatchObject([{ call: 1, bytes: 4, events: 0, status: null, end: 'request_cut', message: null, body: null }]);
});

const anyJson = fc.jsonValue({ maxDepth: 3 });
const anyEvent = fc.record({
  event_name: fc.oneof(fc.constant('checkout'), anyJson),
  event_id: fc.oneof(fc.string({ unit: 'binary' }), anyJson),
  event_time: fc.oneof(fc.integer(), fc.double()),
  action_source: fc.oneof(fc.constant('web'), anyJson),
  user_data: fc.oneof(fc.constant({ em: [HASH] }), fc.record({ em: fc.array(anyJson) }), anyJson),
  custom_data: fc.oneof(fc.record({ value: anyJson, contents: fc.array(anyJson) }), anyJson),
});

test('responds to any body with JSON: a refusal, or one result for each event', async () => {
  const bodies = fc.oneof(anyJson, fc.record({ data: fc.array(fc.oneof(anyEvent, anyJson), { maxLength: 3 }) }));
  const property = fc.asyncProperty(bodies, async (body) => {
    const response = await post(sandbox.url, JSON.stringify(body));
    const content = await response.json();
    const { events: results } = response.status === 422 ? content.details : content;
    if (response.status === 400) expect(content.message).toMatch(/^Invalid request: /);
    else expect(results).toHaveLength((body as { data: unknown[] }).data.length);
  });
  await fc.assert(property, { numRuns: 200, examples: [[{ data: [{ event_id: { toString: '' } }] }]] });
});

test('a test call is journaled, and its events do not count', async () => {
  await post(sandbox.url, events('a'), { test: true });
  await post(sandbox.url, events('b'));
  expect((await sandbox.received()).map(({ call, test }) => [call, test])).toEqual([
    [1, true],
    [2, false],
  ]);
  expect((await sandbox.unique()).map(({ event_id }) => event_id)).toEqual(['b']);
});

test('never stores the token', async () => {
  await post(sandbox.url, events('a'), { token: 'CANARY-token' });
  const [entry] = await sandbox.received();
  expect(JSON.stringify(entry)).not.toContain('CANARY');
  expect(entry?.token_sha256).toMatch(/^[0-9a-f]{64}$/);
});

test("the response has the journal's request id", async () => {
  const response = await post(sandbox.url, events('a'));
  expect(response.headers.get('x-request-id')).toBe((await sandbox.received())[0]?.id);
});

test.each([
  ['a page of another site', { origin: 'https://evil.example' }],
  ['a foreign host name', { host: 'evil.example' }],
])('the control endpoints refuse %s', async (_, headers) => {
  const request = httpRequest(`${sandbox.url}/__journal`, { headers }).end();
  const status = await new Promise((resolve) => request.on('response', (response) => resolve(response.statusCode)));
  expect(status).toBe(403);
});

test('the control endpoints return the received requests', async () => {
  const get = async (path: string) => (await fetch(sandbox.url + path)).json();
  await post(sandbox.url, events('a', 'b'));
  await post(sandbox.url, events('b'));
  await post(sandbox.url, events('c'), { account: '7' });
  expect((await get('/__journal')).map(({ account, call }: never) => [account, call])).toEqual([
    [ACCOUNT, 1],
    [ACCOUNT, 2],
    ['7', 1],
  ]);
  expect(await get('/__journal?account=7')).toHaveLength(1);
  expect(await get('/__unique?list=false')).toEqual({ complete: true, unique: 3, received: 4, counted: 3 });
  expect((await get('/__unique?account=7')).events).toEqual([
    { account: '7', event_id: 'c', event_name: 'checkout', received: 1, counted: 1 },
  ]);
  expect(await get('/__rate')).toEqual({
    [ACCOUNT]: { calls: 2, max_in_60_s: 2 },
    7: { calls: 1, max_in_60_s: 1 },
  });
  const newest = await get(`/__events?account=${ACCOUNT}&limit=2`);
  expect(newest.map((sent: { event: { event_id: string } }) => sent.event.event_id)).toEqual(['b', 'b']);
});

test.each(['abc', '-1', '1.5', ''])('refuses to list %j events', async (limit) => {
  const response = await fetch(`${sandbox.url}/__events?limit=${limit}`);
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ code: 1, message: 'limit must be a number such as 100.' });
});

test('a port in use is an error', async () => {
  await expect(startSandbox({ port: sandbox.port })).rejects.toThrow('EADDRINUSE');
});
