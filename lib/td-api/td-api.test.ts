import { gunzipSync } from 'node:zlib';
import { decodeMulti } from '@msgpack/msgpack';
import { describe, expect, test } from 'vitest';
import { ACCOUNT } from '../../tests/kit/product.ts';
import { runReviews } from '../../tests/kit/run-reviews.ts';
import { durationOf } from './job-record.ts';
import { startTd, TARGET, type TestTd } from './td-api.test-kit.ts';

const TD_TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/;
const BESIDE_TOKEN = JSON.stringify({ td_authentication_id: 12345, access_token: 'pina_x', ad_account_id: '1' });
/** A number that no column of a database can hold. */
const HUGE = '9'.repeat(20);
/** Calls a function that queries may not use. */
const CLOSED = "SELECT current_setting('temp_directory')";
const TOKEN_ALONE = JSON.stringify({ type: 'pinterest_conversion', access_token: 'pina_x' });
const EVENTS = 'SELECT * FROM events ORDER BY event_id';
const TYPED = `SELECT 1 AS whole, 9007199254740993 AS long, 2.5e0 AS fraction, true AS yes, CAST(NULL AS VARCHAR) AS nothing,
  concat('a', chr(9), 'b') AS words, sum(3) AS total, 10.40 price, ARRAY[1, NULL] list, 1e0 one, nan() nan,
  CAST(ROW(1, 'x') AS ROW(a BIGINT, b VARCHAR)) pair, TIMESTAMP '2026-11-26 12:34:56.789 UTC' time, DATE '2026-11-26' day`;

async function bytesOf({ url, key }: TestTd, path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/v3${path}`, { headers: { authorization: `TD1 ${key}`, ...headers } });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

async function issueQuery(api: TestTd, query: string, more: Record<string, string> = {}): Promise<number> {
  return Number((await api.td('POST', '/job/issue/presto/shop', { query, ...more })).json.job_id);
}

test('a query is issued, polled and shown, and its records are sent', async () => {
  const api = await startTd();
  // Like Java's client, with all its additional parameters.
  const options = { version: '1.0', priority: '1', retry_limit: '2', scheduled_time: '1700000000', pool_name: 'any' };
  const query = 'SELECT *, TD_SCHEDULED_TIME() AS at_time FROM events ORDER BY event_id';
  const issue = await api.td('POST', '/job/issue/presto/shop', { query, result: TARGET, ...options });
  expect(issue).toMatchObject({ status: 200, json: { job: '1', job_id: '1', database: 'shop' } });
  expect((await api.td('GET', '/job/status/1')).json).toMatchObject({
    job_id: '1',
    status: 'queued',
    start_at: null,
    end_at: null,
    num_records: null,
    duration: 0,
    created_at: expect.stringMatching(TD_TIME),
  });
  expect(await api.runJob(1)).toBe('success');
  expect(await api.sandbox.events()).toHaveLength(3);

  expect((await api.td('GET', '/job/status/1')).json).toMatchObject({
    status: 'success',
    num_records: 3,
    end_at: expect.stringMatching(TD_TIME),
    result_size: expect.any(Number),
  });
  const { json } = await api.td('GET', '/job/show/1');
  expect(json).toMatchObject({
    job_id: '1',
    type: 'presto',
    database: 'shop',
    query,
    priority: 1,
    retry_limit: 2,
    status: 'success',
    url: expect.stringMatching(/\/jobs\/1$/),
    debug: { cmdout: expect.stringMatching(/\n/), stderr: '' },
  });
  expect(JSON.parse(json.result)).toEqual({ ...JSON.parse(TARGET), test_event: false });
  expect(JSON.parse(json.hive_result_schema)).toEqual([
    ['event_name', 'varchar'],
    ['action_source', 'varchar'],
    ['event_time', 'bigint'],
    ['event_id', 'varchar'],
    ['em', 'varchar'],
    ['at_time', 'bigint'],
  ]);
  const csv = await api.td('GET', '/job/result/1?format=csv');
  expect(csv.text).toMatch(/^checkout,web,\d+,e1,user1@mail\.example,1700000000\n/);
});

test('the log of a job is shown without accepted batches, however many precede its other lines', async () => {
  const api = await startTd();
  const id = await issueQuery(api, EVENTS);
  const ledger = await api.runtime.jobClaims.claim(id, api.runtime.owner, ['queued']);
  if (!ledger) throw new Error('the job was not claimed');
  const accepted = { batch: '1', events: 1, accepted: 1, rejected: 0, milliseconds: 9 };
  await Promise.all(Array.from({ length: 1000 }, () => ledger.log('info', 'batch_accepted', accepted)));
  await ledger.log('warn', 'batch_rejected_some', { ...accepted, accepted: 0, rejected: 1 });
  const { cmdout } = (await api.td('GET', `/job/show/${id}`)).json.debug;
  expect(cmdout).toMatch(/ rejected, 0 accepted\.\n$/);
  expect(cmdout).not.toContain('accepted in');
});

test('the duration of a job is not negative after the clock was set back', () => {
  expect(durationOf({ startedAt: 5000, endedAt: null }, 2000)).toBe(0);
});

test('a result is returned in every format, with typed values', async () => {
  const api = await startTd();
  expect(await api.runJob(await issueQuery(api, TYPED))).toBe('success');
  const values = [
    1,
    9007199254740993n,
    2.5,
    true,
    null,
    'a\tb',
    3,
    10.4,
    [1, null],
    1,
    'NaN',
    { a: 1, b: 'x' },
    '2026-11-26 12:34:56.789 UTC',
    '2026-11-26',
  ];

  const compressed = await bytesOf(api, '/job/result/1?format=msgpack.gz', { 'accept-encoding': 'gzip' });
  expect(compressed.response.headers.get('content-encoding')).toBeNull();
  expect([...decodeMulti(gunzipSync(compressed.bytes), { useBigInt64: true })]).toEqual([values]);
  const plain = await bytesOf(api, '/job/result/1?format=msgpack', { 'accept-encoding': 'deflate, gzip' });
  expect(plain.response.headers.get('content-encoding')).toBeNull();
  expect([...decodeMulti(plain.bytes, { useBigInt64: true })]).toEqual([values]);
  const text = async (format: string) => (await bytesOf(api, `/job/result/1${format}`)).bytes.toString();
  expect(await text('?format=csv')).toBe(
    '1,9007199254740993,2.5,true,,a\tb,3,10.40,"[1,null]",1,NaN,"{""a"":1,""b"":""x""}",2026-11-26 12:34:56.789 UTC,2026-11-26\n',
  );
  expect(await text('')).toBe(
    '1\t9007199254740993\t2.5\ttrue\t\ta\\tb\t3\t10.40\t[1,null]\t1\tNaN\t{"a":1,"b":"x"}\t2026-11-26 12:34:56.789 UTC\t2026-11-26\n',
  );
  expect(await text('?format=json')).toBe(
    '[1,9007199254740993,2.5,true,null,"a\\tb",3,10.40,[1,null],1.0,"NaN",{"a":1,"b":"x"},"2026-11-26 12:34:56.789 UTC","2026-11-26"]\n',
  );
  expect(await text('?format=jsonl')).toBe(
    '{"whole":1,"long":9007199254740993,"fraction":2.5,"yes":true,"nothing":null,"words":"a\\tb","total":3,"price":10.40,"list":[1,null],"one":1.0,"nan":"NaN","pair":{"a":1,"b":"x"},"time":"2026-11-26 12:34:56.789 UTC","day":"2026-11-26"}\n',
  );
  expect(await api.td('GET', '/job/result/1?format=xls')).toMatchObject({
    status: 422,
    json: { code: 'result_format_unknown' },
  });
});

test('a domain key creates one job, however often it is sent', async () => {
  const api = await startTd();
  const issue = { query: EVENTS, result: TARGET, domain_key: 'daily/2026-11-25' };
  const both = await Promise.all([1, 2].map(() => api.td('POST', '/job/issue/presto/shop', issue)));
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const conflict = await api.td('POST', '/job/issue/presto/shop', issue);
  expect(conflict.json).toMatchObject({ severity: 'error', details: { conflicts_with: '1' } });
  expect(conflict.json.message).toBe(conflict.json.error);
  const key = encodeURIComponent(issue.domain_key);
  expect((await api.td('GET', `/job/status_by_domain_key/${key}`)).json).toMatchObject({
    job_id: '1',
    status: 'queued',
  });
  expect(await api.td('GET', '/job/status_by_domain_key/nope')).toMatchObject({ status: 404 });
  expect(await api.runtime.jobs.list({ limit: 9 })).toHaveLength(1);
});

test('killing a job returns its former status; a result can be exported several times', async () => {
  const api = await startTd();
  await issueQuery(api, EVENTS);
  const kill = () => api.td('POST', '/job/kill/1');
  expect((await kill()).json).toEqual({ job_id: '1', former_status: 'queued' });
  expect((await kill()).json).toEqual({ job_id: '1', former_status: 'killed' });
  expect((await api.td('GET', '/job/status/1')).json).toMatchObject({ status: 'killed' });
  expect(await api.td('GET', '/job/result/1')).toMatchObject({ status: 404, json: { code: 'job_without_result' } });

  await api.runJob(await issueQuery(api, EVENTS));
  const settings = { ad_account_id: ACCOUNT, test_event: true };
  // Like Digdag's td_result_export>, which looks up the connection by name.
  const { id } = (await api.td('GET', '/connections/lookup?name=Shop')).json;
  const connection = { result_connection_id: String(id), result_connection_settings: JSON.stringify(settings) };
  expect((await api.td('POST', '/job/result_export/2', connection)).json).toMatchObject({ job_id: '3' });
  expect((await api.td('POST', '/job/result_export/2', { result: TARGET })).json).toMatchObject({ job_id: '4' });
  for (const job of [3, 4]) expect(await api.runJob(job)).toBe('success');
  expect((await api.td('GET', '/job/show/3')).json).toMatchObject({ type: 'export', num_records: 3 });
  expect((await api.td('POST', '/job/result_export/3', { result: TARGET })).json).toMatchObject({
    code: 'job_without_query',
  });
  expect(await api.sandbox.events()).toHaveLength(6);
});

test('a result is exported without the records that a person has left out', async () => {
  const api = await startTd();
  await api.runJob(await issueQuery(api, EVENTS));
  const { uploadId } = (await api.runtime.jobs.find(1)) ?? {};
  const review = `/api/v1/uploads/${uploadId}/review`;
  await api.request('POST', review, { body: {} });
  await runReviews(api.runtime);
  const edit = { kind: 'leave_out', records: [2] };
  expect((await api.request('POST', `${review}/edits`, { body: { edit, version: 0 } })).status).toBe(200);
  expect((await api.td('POST', '/job/result_export/1', { result: TARGET })).json).toMatchObject({ job_id: '2' });
  expect(await api.runJob(2)).toBe('success');
  expect(await api.sandbox.events()).toHaveLength(2);
});

test('jobs are listed by range and status; a paused job counts as running', async () => {
  const api = await startTd();
  for (let count = 0; count < 4; count++) await issueQuery(api, EVENTS);
  await api.request('POST', '/api/v1/jobs/2/pause');
  await api.td('POST', '/job/kill/3');
  const ids = async (query: string) =>
    (await api.td('GET', `/job/list${query}`)).json.jobs.map(({ job_id }: { job_id: string }) => job_id);
  expect(await ids('')).toEqual(['4', '3', '2', '1']);
  expect(await ids('/?from=1&to=2')).toEqual(['3', '2']);
  expect(await ids('?status=running')).toEqual(['2']);
  expect(await ids('?status=queued')).toEqual(['4', '1']);
  expect(await ids('?status=nothing')).toEqual([]);
  expect(await ids('?slower_than=3600')).toEqual([]);
  expect((await api.td('GET', '/job/status/2')).json.status).toBe('running');
});

test('a schedule is created, changed, run for planned times, listed in its history and deleted', async () => {
  const api = await startTd();
  const schedule = { type: 'presto', database: 'shop', query: 'SELECT 1 AS one', timezone: 'Asia/Tokyo', priority: '' };
  const created = await api.td('POST', '/schedule/create/every%20hour', {
    ...schedule,
    cron: '@hourly',
    result: TARGET,
  });
  expect(created.json).toMatchObject({
    name: 'every hour',
    cron: '@hourly',
    timezone: 'Asia/Tokyo',
    query: schedule.query,
    type: 'presto',
    delay: 0,
    start: expect.stringMatching(/:00:00 UTC$/),
    next_time: created.json.start,
  });
  const again = await api.td('POST', '/schedule/create/every%20hour', { ...schedule, cron: '@daily' });
  expect(again).toMatchObject({ status: 409, json: { code: 'query_name_taken' } });
  const changes = { name: 'hourly', cron: '30 * * * *', delay: '60', result: '' };
  expect((await api.td('POST', '/schedule/update/every%20hour', changes)).json).toMatchObject({
    name: 'hourly',
    cron: '30 * * * *',
    delay: 60,
    timezone: 'Asia/Tokyo',
    result: '',
    query: schedule.query,
  });
  const at = Date.parse('2026-11-25T10:30:00Z') / 1000;
  const times = ['2026-11-25 10:30:00 UTC', '2026-11-25 11:30:00 UTC'];
  const { jobs } = (await api.td('POST', `/schedule/run/hourly/${at}`, { num: '2' })).json;
  expect(jobs).toMatchObject(times.map((scheduled_at, index) => ({ job_id: String(index + 1), scheduled_at })));
  expect(await api.runJob(1)).toBe('success');
  const { history, count } = (await api.td('GET', '/schedule/history/hourly?from=0&to=1')).json;
  expect(history).toMatchObject([
    { job_id: '2', status: 'queued', scheduled_at: times[1] },
    { job_id: '1', status: 'success', scheduled_at: times[0] },
  ]);
  expect(count).toBe(2);
  expect((await api.td('POST', '/schedule/update/hourly', { cron: '' })).json).toMatchObject({
    cron: '',
    next_time: null,
  });
  expect((await api.td('POST', '/schedule/delete/hourly')).json).toMatchObject({
    name: 'hourly',
    query: schedule.query,
  });
  expect((await api.td('GET', '/schedule/list')).json).toEqual({ schedules: [] });
});

test('databases, tables and results are listed for clients that check them first', async () => {
  const api = await startTd();
  expect((await api.td('GET', '/system/server_status')).json).toEqual({ status: 'ok' });
  expect((await api.td('POST', '/database/create/other')).json).toEqual({ database: 'other' });
  expect(await api.td('POST', '/database/create/other')).toMatchObject({ status: 409 });
  expect((await api.td('GET', '/database/list')).json.databases).toMatchObject([
    { name: 'other', count: 0 },
    { name: 'shop', count: 3 },
  ]);
  expect(await api.td('POST', '/database/delete/other')).toMatchObject({ status: 200 });
  expect(await api.td('GET', '/table/list/other')).toMatchObject({ status: 404 });
  const { tables } = (await api.td('GET', '/table/list/shop')).json;
  expect(tables).toMatchObject([{ name: 'events', type: 'log', count: 3, updated_at: expect.stringMatching(TD_TIME) }]);
  expect(JSON.parse(tables[0].schema)).toContainEqual(['event_time', 'long', 'event_time']);
  expect((await api.td('GET', '/table/show/shop/events')).json).toMatchObject({ database: 'shop', name: 'events' });
  expect(await api.td('GET', '/table/show/shop/nothing')).toMatchObject({ status: 404 });

  // The connector can be omitted, because there is only one.
  const url = JSON.stringify({ access_token: 'pina_CANARY', ad_account_id: ACCOUNT });
  expect((await api.td('POST', '/result/create/Nightly', { url })).json).toEqual({ result: 'Nightly' });
  const listed = await api.td('GET', '/result/list');
  expect(listed.json.results.map(({ name }: { name: string }) => name).sort()).toEqual(['Nightly', 'Shop']);
  expect(listed.text).not.toContain('CANARY');
  const named = await api.td('POST', '/job/issue/presto/shop', { query: EVENTS, result: 'Nightly' });
  expect((await api.td('GET', `/job/show/${named.json.job_id}`)).json.result).toContain(ACCOUNT);
  expect(await api.td('POST', '/result/delete/Nightly')).toMatchObject({ status: 409 });
  await api.td('POST', '/result/create/Other', {
    url: JSON.stringify({ ...JSON.parse(url), ad_account_id: undefined }),
  });
  expect((await api.td('POST', '/result/delete/Other')).json).toEqual({ result: 'Other' });
});

test('a token that is not stored needs the permission to create authentications; a stored one can be used', async () => {
  const api = await startTd();
  const { apiKeys, authentications, auditList } = api.runtime;
  const [operator, admin] = [
    (await apiKeys.create({ name: 'operator', role: 'operator' })).key,
    (await apiKeys.create({ name: 'admin', role: 'admin' })).key,
  ];
  const result = { type: 'pinterest_conversion', access_token: 'pina_other', ad_account_id: ACCOUNT };
  const body = { query: EVENTS, result: JSON.stringify(result) };
  const issue = (key: string) => api.request('POST', '/v3/job/issue/presto/shop', { body, key });
  const schedule = (key: string) =>
    api.request('POST', '/v3/schedule/create/daily', { body: { ...body, database: 'shop' }, key });
  const refused = { status: 403, json: { code: 'permission_missing' } };
  expect(await issue(operator)).toMatchObject(refused);
  expect(await schedule(operator)).toMatchObject(refused);
  expect(await authentications.all()).toHaveLength(1);
  expect(await issue(admin)).toMatchObject({ status: 200 });
  const entries = await auditList.page({ outcome: 'done' }, { limit: 100 });
  const created = entries.find(({ action }) => action === 'createAuthentication');
  expect(created?.object).toMatchObject({ kind: 'authentication', id: '2' });
  for (const request of [issue, schedule]) expect(await request(operator)).toMatchObject({ status: 200 });
  expect(await authentications.all()).toHaveLength(2);
});

test('the audit log names the authentication, query or job that a request changed', async () => {
  const api = await startTd();
  const url = JSON.stringify({ access_token: 'pina_other', ad_account_id: ACCOUNT });
  await api.td('POST', '/result/create/Nightly', { url });
  await api.td('POST', '/result/delete/Nightly');
  await api.td('POST', '/schedule/create/daily', { database: 'shop', query: EVENTS, result: TARGET });
  await api.td('POST', '/schedule/update/daily', { priority: '1' });
  await api.td('POST', `/schedule/run/daily/${Math.floor(Date.now() / 1000)}`);
  await api.td('POST', '/schedule/delete/daily');
  await api.td('POST', '/job/issue/presto/shop', { query: EVENTS });
  const entries = (await api.runtime.auditList.page({ outcome: 'done' }, { limit: 100 })).toReversed();
  expect(entries.map(({ action, object }) => [action, object?.kind, object?.id, object?.name])).toEqual([
    ['createAuthentication', 'authentication', '2', 'Nightly'],
    ['deleteAuthentication', 'authentication', '2', 'Nightly'],
    ['saveSchedule', 'query', '1', 'daily'],
    ['saveSchedule', 'query', '1', 'daily'],
    ['runSaved', 'query', '1', 'daily'],
    ['deleteSchedule', 'query', '1', 'daily'],
    ['runQuery', 'job', '2', null],
  ]);
});

test('an invalid request is refused with its status, and its text under each name that clients read', async () => {
  const api = await startTd();
  await api.td('POST', '/schedule/create/daily', { database: 'shop', query: 'SELECT 1', cron: '@daily' });
  const form = (more: Record<string, string>) => ({ query: EVENTS, ...more });
  const target = (more: object) => JSON.stringify({ ...JSON.parse(TARGET), ...more });
  const cases: [string, string, Record<string, string> | undefined, number, string][] = [
    ['GET', '/nothing', undefined, 404, 'td_route_unknown'],
    ['POST', '/table/create/shop/new/log', undefined, 404, 'td_route_unknown'],
    ['GET', '/job/kill/1', undefined, 405, 'method_not_allowed'],
    ['GET', '/job/show/77', undefined, 404, 'job_unknown'],
    ['GET', '/job/show/abc', undefined, 404, 'job_unknown'],
    ['POST', '/job/issue/hive/shop', form({}), 422, 'query_engine_unknown'],
    ['POST', '/job/issue/presto/nowhere', form({}), 404, 'database_unknown'],
    ['POST', '/job/issue/presto/shop', form({ query: ' ' }), 422, 'query_empty'],
    ['POST', '/job/issue/presto/shop', undefined, 422, 'query_empty'],
    ['POST', '/job/issue/presto/shop', form({ priority: '3' }), 422, 'number_out_of_range'],
    ['POST', '/job/issue/presto/shop', form({ scheduled_time: 'now' }), 422, 'number_out_of_range'],
    ['POST', '/job/issue/presto/shop', form({ domain_key: 'workflow-1-2-0-0' }), 422, 'domain_key_reserved'],
    ['POST', '/job/issue/presto/shop', form({ domain_key: 'k'.repeat(256) }), 422, 'input_malformed'],
    ['POST', '/job/issue/presto/shop', form({ result: 'mysql://u:p@db/t' }), 422, 'result_url_unknown'],
    ['POST', '/job/issue/presto/shop', form({ result: '{"type"' }), 400, 'json_malformed'],
    ['POST', '/job/issue/presto/shop', form({ result: '{"type":1}' }), 422, 'result_malformed'],
    ['POST', '/job/issue/presto/shop', form({ result: '{"type":"p","type":"q"}' }), 400, 'json_key_twice'],
    ['POST', '/job/issue/presto/shop', form({ result: 'Nobody' }), 404, 'authentication_name_unknown'],
    ['POST', '/job/issue/presto/shop', form({ result: 'Shop' }), 422, 'result_without_parameters'],
    ['POST', '/job/issue/presto/shop', form({ result: target({ type: 'other' }) }), 422, 'connector_unknown'],
    ['POST', '/job/issue/presto/shop', form({ result: target({ tset_event: true }) }), 422, 'parameter_unknown'],
    ['POST', '/job/issue/presto/shop', form({ result: '{"access_token":"pina_x"}' }), 422, 'ad_account_id_required'],
    ['POST', '/job/issue/presto/shop', form({ result: BESIDE_TOKEN }), 404, 'authentication_unknown_beside_token'],
    ['POST', '/job/issue/presto/shop', form({ result: TOKEN_ALONE }), 422, 'ad_account_id_required'],
    ['POST', '/job/issue/presto/shop', form({ result: `{"td_authentication_id":"${HUGE}"}` }), 422, 'result_malformed'],
    ['POST', '/job/issue/presto/shop', form({ result_connection_id: HUGE }), 404, 'authentication_unknown'],
    ['POST', '/job/issue/presto/shop', form({ result_connection_id: 'Shop' }), 404, 'authentication_unknown'],
    ['POST', '/schedule/create/daily', form({ database: 'shop' }), 409, 'query_name_taken'],
    ['POST', '/schedule/create/new', form({ database: 'shop', type: 'hive' }), 422, 'query_engine_unknown'],
    ['POST', '/schedule/create/new', { database: 'shop', query: 'SELECT FROM' }, 422, 'query_syntax'],
    ['POST', '/schedule/update/daily', { query: 'SELECT td_sessionize(1)' }, 422, 'query_function_unsupported'],
    ['POST', '/schedule/update/daily', { query: CLOSED }, 422, 'query_function_closed'],
    ['POST', '/schedule/update/daily', { query: `SELECT ${'('.repeat(600)}` }, 422, 'query_too_nested'],
    ['POST', '/schedule/update/daily', { cron: 'now and then' }, 422, 'cron_malformed'],
    ['POST', '/schedule/delete/nothing', undefined, 404, 'query_name_unknown'],
    ['POST', '/schedule/run/daily/soon', undefined, 422, 'number_out_of_range'],
    ['POST', '/result/create/New', { url: TARGET }, 422, 'result_names_another'],
    ['POST', '/result/create/New', { url: '{"type":"pinterest_conversion"}' }, 422, 'access_token_required'],
    ['GET', '/connections/lookup?name=Nobody', undefined, 404, 'authentication_name_unknown'],
  ];
  for (const [method, path, input, status, code] of cases) {
    const { status: answered, json } = await api.td(method, path, input);
    expect([method, path, answered, json.code]).toEqual([method, path, status, code]);
    expect(json).toMatchObject({ error: expect.any(String), text: json.error, message: json.error, severity: 'error' });
  }
  expect(await api.runtime.jobs.list({ limit: 9 })).toEqual([]);
  expect(await api.runtime.authentications.list()).toHaveLength(1);
});

describe('the input', () => {
  test('can be a multipart form, JSON, or in the query', async () => {
    const api = await startTd();
    const headers = { authorization: `TD1 ${api.key}` };
    const path = `${api.url}/v3/job/issue/presto/shop`;
    const parts = new FormData();
    parts.set('query', EVENTS);
    parts.set('priority', '-1');
    const inParts = await fetch(path, { method: 'POST', headers, body: parts });
    expect(await inParts.json()).toMatchObject({ job_id: '1' });
    const json = JSON.stringify({ query: EVENTS, priority: 2, result: null });
    const asJson = { ...headers, 'content-type': 'application/json' };
    expect(await (await fetch(path, { method: 'POST', headers: asJson, body: json })).json()).toMatchObject({
      job_id: '2',
    });
    const query = new URLSearchParams({ query: EVENTS }).toString();
    expect((await fetch(`${path}?${query}`, { method: 'POST', headers })).status).toBe(200);
    expect((await api.runtime.jobs.list({ limit: 9 })).map((job) => job.query?.priority)).toEqual([0, 2, -1]);
    const torn = { ...headers, 'content-type': 'multipart/form-data; boundary=x' };
    expect((await fetch(path, { method: 'POST', headers: torn, body: 'y' })).status).toBe(400);
  });
});

test('a key is required, with the prefix TD1 or without, and a wrong key is refused before anything else', async () => {
  const api = await startTd();
  const send = (method: string, path: string, authorization?: string) =>
    api.request(method, `/v3${path}`, { key: null, headers: authorization === undefined ? {} : { authorization } });
  const wrong = `pce_1_${'a'.repeat(43)}`;
  for (const [authorization, status] of [
    [`TD1 ${api.key}`, 200],
    // Java's client sends a key without a prefix if it does not have the form of TD's keys.
    [api.key, 200],
    [`TD1 ${wrong}`, 401],
    [wrong, 401],
    ['TD1 1/0123456789abcdef', 401],
    [undefined, 401],
  ] as const)
    expect([authorization, (await send('GET', '/database/list', authorization)).status]).toEqual([
      authorization,
      status,
    ]);
  const refused = await send('POST', '/job/issue/presto/shop');
  expect(refused).toMatchObject({ status: 401, json: { code: 'api_key_required', error: expect.any(String) } });
  expect((await send('POST', '/job/kill/1', `TD1 ${wrong}`)).json).toMatchObject({ code: 'api_key_wrong' });
  expect((await send('GET', '/system/server_status')).status).toBe(200);
  await api.runtime.apiKeys.revoke(1);
  expect((await send('GET', '/job/list', `TD1 ${api.key}`)).status).toBe(401);
});
