import { expect, test } from 'vitest';
import { java, python, ruby } from './recorded-requests.test-kit.ts';
import { startTd, TARGET } from './td-api.test-kit.ts';

/** Spaces, slash, plus, percent, a non-ASCII letter and a period, escaped as by Ruby's client. */
const NAME = 't%C3%A4glich%20%2B%201%2F2%20%2541%2Ev1';
const SELECT = 'SELECT * FROM events ORDER BY event_id';
const members = ({ body }: { body: string }) => JSON.parse(body);

test("requests from Ruby's client work, and every error has a text that it can show", async () => {
  const api = await startTd();
  const call = ruby(api);
  const query = { query: SELECT, type: 'presto', domain_key: 'ruby/1', priority: '1', retry_limit: '0' };
  expect(members(await call('POST', '/v3/job/issue/presto/shop', query))).toMatchObject({ job_id: '1' });
  const errors = [
    await call('POST', '/v3/job/issue/presto/shop', query),
    await call('GET', '/v3/job/show/7777'),
    await call('GET', '/v3/job/show/a%20b%2F%C3%BC%2B%2E%25'),
    await call('GET', '/v3/job/result/1', { format: 'msgpack' }),
    await call('GET', '/v3/user/list'),
    await call('POST', '/v4/queries/1/jobs'),
  ];
  for (const error of errors) {
    expect(error.headers.get('content-encoding')).toBeNull();
    expect(error.headers.get('content-type')).toBe('application/json');
    expect(members(error)).toMatchObject({ message: expect.stringMatching(/ /), error: members(error).message });
  }
  expect(errors.map(({ status }) => status)).toEqual([409, 404, 404, 404, 404, 404]);
  const undecodable = await call('GET', '/v3/job/show/%FF');
  expect([400, 404]).toContain(undecodable.status);
  expect(members(undecodable)).toMatchObject({ error: expect.any(String) });
  expect(members(errors[0]!).details).toEqual({ conflicts_with: '1' });
  const schedule = {
    type: 'presto',
    database: 'shop',
    query: SELECT,
    cron: '@daily',
    timezone: 'Asia/Tokyo',
    delay: '0',
  };
  expect((await call('POST', `/v3/schedule/create/${NAME}`, schedule)).status).toBe(200);
  expect(members(await call('POST', `/v3/schedule/run/${NAME}/1795000000`, { num: '2' })).jobs).toHaveLength(2);
  expect(members(await call('GET', `/v3/schedule/history/${NAME}`, { from: '0', to: '3' })).history).toHaveLength(2);
  expect((await api.runtime.queries.list()).map(({ name }) => name)).toEqual(['täglich + 1/2 %41.v1']);
  expect(members(await call('POST', '/v3/job/kill/1'))).toEqual({ job_id: '1', former_status: 'queued' });
});

test("requests from Python's client work, and no time that it reads is missing", async () => {
  const api = await startTd();
  const call = python(api);
  expect((await call('POST', '/v3/database/create/empty', {})).status).toBe(200);
  const { databases } = members(await call('GET', '/v3/database/list'));
  const { tables } = members(await call('GET', '/v3/table/list/shop'));
  // The client parses each of these times as a date, and reads null as 1970.
  const TIME = /^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC$/;
  expect(databases).toHaveLength(2);
  for (const { created_at, updated_at } of databases)
    for (const time of [created_at, updated_at]) expect(time).toMatch(TIME);
  for (const { created_at, updated_at, counter_updated_at, last_log_timestamp } of tables)
    for (const time of [created_at, updated_at, counter_updated_at, last_log_timestamp]) expect(time).toMatch(TIME);
  const query = { query: SELECT, priority: '1', retry_limit: '1' };
  expect(members(await call('POST', '/v3/job/issue/presto/shop', query))).toMatchObject({ job_id: '1' });
  expect(members(await call('GET', '/v3/job/list', { from: '0', to: '2' })).jobs).toMatchObject([
    { job_id: '1', priority: 1, retry_limit: 1, created_at: expect.stringMatching(TIME) },
  ]);
  expect(members(await call('POST', '/v3/job/kill/1'))).toMatchObject({ former_status: 'queued' });
  const unknown = await call('GET', '/v3/job/result/7777', { format: 'msgpack', header: 'False' });
  expect([unknown.status, unknown.headers.get('content-encoding')]).toEqual([404, null]);
});

test('neither a repeated td_run> of Digdag nor a repeated export of a result runs anything twice', async () => {
  const api = await startTd();
  const call = java(api);
  const target = { database: 'shop', query: SELECT, cron: '@hourly', timezone: 'UTC', type: 'presto' };
  expect((await call('POST', '/v3/schedule/create/daily', target)).status).toBe(200);
  const key = '4b1f3a52-7f0e-4f35-9d0a-6f5f7a1c2d3e';
  const run = () => call('POST', '/v3/schedule/run/daily/1795000000', { num: '2', domain_key: key });
  const both = await Promise.all([run(), run()]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const [first] = members(both.find(({ status }) => status === 200)!).jobs;
  expect(members(await run())).toMatchObject({ code: 'domain_key_taken', details: { conflicts_with: first.job_id } });
  expect(await api.runtime.jobs.list({ limit: 9 })).toHaveLength(2);
  expect(members(await call('GET', `/v3/job/status_by_domain_key/${key}`))).toMatchObject({ job_id: first.job_id });

  expect(await api.runJob(1)).toBe('success');
  const exportResult = () => call('POST', '/v3/job/result_export/1', { result: TARGET, domain_key: 'export/1' });
  expect(members(await exportResult())).toMatchObject({ job_id: '3' });
  expect(members(await exportResult())).toMatchObject({ details: { conflicts_with: '3' } });
  expect(await api.runtime.jobs.list({ limit: 9 })).toHaveLength(3);
});
