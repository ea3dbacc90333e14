import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ACCOUNT, validLines } from '../../tests/kit/product.ts';
import { textWorkbook } from '../adapters/xlsx/workbook.test-kit.ts';
import { makeQueryJob } from '../operations/queries/make-query-job.ts';
import { startApi, type TestApi } from './api.test-kit.ts';

/** Tests databases, queries and schedules over HTTP. */

const ROWS = 'zip,n,name\n00501,1,"tab\there"\n10001,2,\n';
const SQL = 'SELECT zip, name FROM shop.zips ORDER BY n';

async function withDatabase(): Promise<TestApi> {
  const api = await startApi();
  await api.request('POST', '/api/v1/databases', { body: { name: 'shop' } });
  return api;
}

async function withTable(): Promise<TestApi> {
  const api = await withDatabase();
  await api.request('POST', '/api/v1/databases/shop/tables/zips?name=zips.csv', { content: ROWS });
  return api;
}

async function run(api: TestApi, id: number) {
  const job = await api.runtime.jobs.find(id);
  if (job) await api.run(job);
  return (await api.request('GET', `/api/v1/jobs/${id}`)).json;
}

describe('a database', () => {
  test('gets tables from files, which are shown and deleted', async () => {
    const api = await withTable();
    const databases = await api.request('GET', '/api/v1/databases');
    expect(databases.json).toMatchObject({ data: [{ name: 'shop', tables: 1, records: 2 }], cursor: null, next: null });
    const path = '/api/v1/databases/shop/tables/zips';
    expect((await api.request('GET', path)).json).toMatchObject({
      name: 'zips',
      columns: [
        { name: 'zip', type: 'VARCHAR' },
        { name: 'n', type: 'BIGINT' },
        { name: 'name', type: 'VARCHAR' },
      ],
    });
    await api.request('POST', '/api/v1/uploads?name=events.jsonl', { content: '{"em":"a@b.test","n":1}\n' });
    const body = { table: 'events', upload: 1 };
    expect(await api.request('POST', '/api/v1/databases/shop/tables', { body })).toMatchObject({
      status: 201,
      json: { database: 'shop', table: 'events', records: 1, skipped: 0 },
    });
    const hidden = await api.request('GET', `${path}/records`);
    expect(hidden.json.records).toHaveLength(2);
    expect(hidden.text).not.toContain('00501');
    const shown = await api.request('GET', `${path}/records?personal=true&limit=1`);
    expect(shown.json.records).toEqual([['00501', '1', 'tab\there']]);
    expect((await api.request('DELETE', path)).status).toBe(204);
    expect(await api.request('GET', path)).toMatchObject({ status: 404, json: { code: 'table_unknown' } });
    expect((await api.request('DELETE', '/api/v1/databases/shop')).status).toBe(204);
    expect(await api.request('GET', '/api/v1/databases/shop/tables')).toMatchObject({
      status: 404,
      json: { code: 'database_unknown' },
    });
  });

  test('gets a table from an upload as it was read, whatever its name and its header row', async () => {
    const api = await withDatabase();
    const lines = 'event_name,em\ncheckout,a@b.test\n';
    const path = '/api/v1/databases/shop/tables/events';
    const sample = async () => {
      const { columns } = (await api.request('GET', path)).json;
      const { records } = (await api.request('GET', `${path}/records?personal=true`)).json;
      return [columns.map(({ name }: { name: string }) => name), ...records];
    };
    await api.request('POST', '/api/v1/uploads?name=events.json&header_row=1', { content: lines });
    await api.request('POST', '/api/v1/uploads?name=a.csv&header_row=0', { content: lines });
    await api.request('POST', '/api/v1/uploads?name=b.csv&header_row=2', { content: `Report\n${lines}` });
    const create = (upload: number) =>
      api.request('POST', '/api/v1/databases/shop/tables', { body: { table: 'events', upload } });
    const names = ['event_name', 'em'];
    const record = ['checkout', 'a@b.test'];
    expect(await create(1)).toMatchObject({ status: 201, json: { records: 1, skipped: 0 } });
    expect(await sample()).toEqual([names, record]);
    expect(await create(2)).toMatchObject({ status: 201, json: { records: 2, skipped: 0 } });
    expect(await sample()).toEqual([['Column 1', 'Column 2'], names, record]);
    expect(await create(3)).toMatchObject({ status: 201, json: { records: 1, skipped: 0 } });
    expect(await sample()).toEqual([names, record]);
    const content = new Uint8Array(textWorkbook([['Report'], names, record]));
    await api.request('POST', '/api/v1/uploads?name=book.csv', { content });
    expect(await create(4)).toMatchObject({
      status: 201,
      json: { records: 1, skipped: 0, workbook: { sheet: 'Orders' } },
    });
    expect(await sample()).toEqual([names, record]);
  });

  test('keeps a table if most lines of its new file do not fit the first row', async () => {
    const api = await withDatabase();
    const path = '/api/v1/databases/shop/tables/events';
    const write = (content: string) => api.request('POST', `${path}?name=a.csv`, { content });
    expect(await write('event_name,em\ncheckout,a@b.test\n')).toMatchObject({ status: 201 });
    expect(await write(`Report\nevent_name,em\n${'checkout,a@b.test\n'.repeat(3)}`)).toMatchObject({
      status: 422,
      json: { code: 'import_mostly_unreadable', params: { records: 0, skipped: 4 } },
    });
    expect((await api.request('GET', path)).json).toMatchObject({ records: 1 });
    const content = `Report\n\nevent_name,em\n${'checkout,"a\n@b.test"\n'.repeat(3)}`;
    expect(await api.request('POST', `${path}?name=a.csv&header_row=2`, { content })).toMatchObject({
      status: 201,
      json: { records: 3, skipped: 0 },
    });
    expect(await api.request('POST', `${path}?name=a.csv&header_row=6`, { content })).toMatchObject({
      status: 422,
      json: { code: 'header_row_missing', params: { row: 6 } },
    });
    expect((await api.request('GET', path)).json).toMatchObject({ records: 3 });
  });

  test('refuses a header row for JSON Lines, but gets a table from an upload in that format', async () => {
    const api = await withDatabase();
    const content = '{"event_name":"checkout"}\n';
    const path = '/api/v1/databases/shop/tables/events?name=a.jsonl';
    expect(await api.request('POST', `${path}&header_row=1`, { content })).toMatchObject({
      status: 422,
      json: {
        code: 'import_option_unused',
        field: 'header_row',
        detail: expect.stringContaining('header_row does not apply'),
      },
    });
    await api.request('POST', '/api/v1/uploads?name=a.jsonl', { content });
    const body = { table: 'events', upload: 1 };
    expect(await api.request('POST', '/api/v1/databases/shop/tables', { body })).toMatchObject({
      status: 201,
      json: { records: 1 },
    });
  });

  test('lists its tables by name, page by page', async () => {
    const api = await withDatabase();
    for (const name of ['zips', 'ants', 'bees'])
      await api.request('POST', `/api/v1/databases/shop/tables/${name}?name=a.csv`, { content: 'n\n1\n' });
    const first = await api.request('GET', '/api/v1/databases/shop/tables?limit=2');
    expect(first.json.data.map(({ name }: { name: string }) => name)).toEqual(['ants', 'bees']);
    expect((await api.request('GET', first.json.next)).json).toMatchObject({ data: [{ name: 'zips' }], cursor: null });
  });

  test('refuses a damaged file, and an invalid name', async () => {
    const api = await withTable();
    const digest = (text: string) => `sha-256=:${createHash('sha256').update(text).digest('base64')}:`;
    const write = (content: string, digested: string) =>
      api.request('POST', '/api/v1/databases/shop/tables/zips?name=z.csv', {
        content,
        headers: { 'content-digest': digest(digested) },
      });
    expect(await write('zip\n1\n', 'other')).toMatchObject({ status: 422, json: { code: 'upload_damaged' } });
    expect((await api.request('GET', '/api/v1/databases/shop/tables/zips')).json).toMatchObject({ records: 2 });
    expect(await write('zip\n1\n', 'zip\n1\n')).toMatchObject({ status: 201, json: { records: 1, skipped: 0 } });
    const create = (name: string) => api.request('POST', '/api/v1/databases', { body: { name } });
    expect(await create('shop')).toMatchObject({ status: 409, json: { code: 'database_exists' } });
    expect(await create('../x')).toMatchObject({
      status: 422,
      json: { code: 'workbench_name_malformed', field: 'name', pointer: '/name' },
    });
  });
});

describe('a query', () => {
  test('is run as a job, and returns its result in every text format', async () => {
    const api = await withTable();
    const created = await api.request('POST', '/api/v1/queries/run', { body: { database: 'shop', sql: SQL } });
    expect(created).toMatchObject({
      status: 201,
      json: { type: 'query', status: 'queued', database: 'shop', query: SQL },
    });
    const path = `/api/v1/jobs/${created.json.job_id}/result`;
    expect(await api.request('GET', `${path}.csv`)).toMatchObject({
      status: 409,
      json: { code: 'job_without_result' },
    });
    expect(await run(api, created.json.job_id)).toMatchObject({ status: 'success', error: null });
    const resultText = async (extensionAndQuery: string) => (await api.request('GET', path + extensionAndQuery)).text;
    expect(await resultText('.csv')).toBe('zip,name\n00501,tab\there\n10001,\n');
    expect(await resultText('.csv?header=false&limit=1')).toBe('00501,tab\there\n');
    expect(await resultText('.tsv?null=NULL')).toBe('zip\tname\n00501\ttab\\there\n10001\tNULL\n');
    expect(await resultText('.jsonl')).toBe('["zip","name"]\n["00501","tab\\there"]\n["10001",null]\n');
    const json = await api.request('GET', `${path}.json`);
    expect(json.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(json.json).toEqual([
      { zip: '00501', name: 'tab\there' },
      { zip: '10001', name: null },
    ]);
  });

  test('sends its records, once per domain key', async () => {
    const api = await withDatabase();
    const content = `${validLines(2).join('\n')}\n`;
    await api.request('POST', '/api/v1/databases/shop/tables/events?name=e.csv', { content });
    const parameters = { ad_account_id: ACCOUNT, skip_invalid_record: true };
    const body = {
      database: 'shop',
      sql: 'SELECT * FROM events',
      domain_key: 'nightly-1',
      export: { authentication: 1, parameters },
    };
    const { json: job } = await api.request('POST', '/api/v1/queries/run', { body });
    expect((await api.request('POST', '/api/v1/queries/run', { body })).json.job_id).toBe(job.job_id);
    expect(await run(api, job.job_id)).toMatchObject({ status: 'success', records: { read: 2, accepted: 2 } });
    const exported = await api.request('POST', '/api/v1/exports', {
      body: { upload: 1, authentication: 1, parameters },
    });
    expect(exported.json).toMatchObject({ type: 'export', status: 'queued' });
    const none = await api.request('GET', `/api/v1/jobs/${exported.json.job_id}/result.csv`);
    expect(none).toMatchObject({ json: { code: 'job_without_query' } });
  });

  test('names a saved mapping, which is looked up when a job is created', async () => {
    const api = await withTable();
    const { savedMappings, jobs, queries } = api.runtime;
    const mapping = { n: ['event_id', { field: 'event_name', values: { '1': 'checkout' } }] };
    await savedMappings.save({
      name: 'Zips',
      connector: 'pinterest_conversion',
      fingerprint: 'f',
      mapping,
      constants: {},
      reading: {},
      fixes: [],
    });
    const exportInput = {
      authentication: 1,
      parameters: { ad_account_id: ACCOUNT },
      mapping: 'Zips',
      constants: { em: 'a@b.test' },
    };
    const body = { name: 'Zips', database: 'shop', sql: 'SELECT 1 AS n', export: exportInput };
    const { json } = await api.request('POST', '/api/v1/queries', { body });
    expect(json.export).toMatchObject({ mapping: 'Zips', constants: { em: 'a@b.test' } });
    const { id } = await makeQueryJob(api.runtime, await queries.get(json.id), Date.now());
    expect(await jobs.find(id)).toMatchObject({ mapping, constants: { em: 'a@b.test' } });
    await savedMappings.delete(1);
    await expect(async () => makeQueryJob(api.runtime, await queries.get(json.id), Date.now())).rejects.toThrow(
      'mapping_name_unknown',
    );
  });

  test('is saved with a choice about repeats, which its jobs use', async () => {
    const api = await withDatabase();
    const { jobs, queries } = api.runtime;
    const exportInput = { authentication: 1, parameters: { ad_account_id: ACCOUNT }, repeats: 'last' };
    const body = { name: 'Newest', database: 'shop', sql: 'SELECT 1 AS n', export: exportInput };
    const { json } = await api.request('POST', '/api/v1/queries', { body });
    expect(json.export).toMatchObject({ repeats: 'last' });
    const { id } = await makeQueryJob(api.runtime, await queries.get(json.id), Date.now());
    expect(await jobs.find(id)).toMatchObject({ repeats: 'last' });
  });

  test('is checked without running, and its problems are reported', async () => {
    const api = await withTable();
    const check = (sql: string) => api.request('POST', '/api/v1/queries/check', { body: { database: 'shop', sql } });
    expect((await check('SELECT now() AS event_time, n FROM zips')).json).toMatchObject({
      columns: [
        { name: 'event_time', field: 'event_time', hint: 'converted' },
        { name: 'n', type: 'BIGINT', field: null },
      ],
      missing: ['event_name', 'action_source', 'event_id'],
      identifiers: { found: false },
    });
    expect(await check('SELECT nope(1)')).toMatchObject({ status: 422, json: { code: 'query_function_unknown' } });
    expect(await check(' ')).toMatchObject({ status: 422, json: { code: 'query_empty', field: 'sql' } });
    const elsewhere = await api.request('POST', '/api/v1/queries/run', {
      body: { database: 'nowhere', sql: 'SELECT 1' },
    });
    expect(elsewhere).toMatchObject({ status: 422, json: { code: 'database_unknown', field: 'database' } });
  });
});

describe('a saved query', () => {
  const base = { name: 'nightly', database: 'shop', sql: SQL };

  test('is saved with its schedule, changed in part, listed and deleted', async () => {
    const api = await withDatabase();
    const parameters = { ad_account_id: ACCOUNT };
    const schedule = { cron: '0 2 * * *', timezone: 'Asia/Tokyo', mail_to: ['ops@shop.example'], mail_on: ['success'] };
    const body = { ...base, priority: 1, export: { authentication: 1, parameters }, schedule };
    const created = await api.request('POST', '/api/v1/queries', { body });
    expect(created).toMatchObject({
      status: 201,
      json: {
        id: 1,
        engine: 'duckdb',
        ...base,
        priority: 1,
        retry_limit: 0,
        export: {
          authentication: 1,
          parameters: { ad_account_id: ACCOUNT, test_event: false },
          already_accepted: 'skip',
        },
        schedule: { ...schedule, delay: 0, paused: false, missed: 'once', overlap: 'skip' },
      },
    });
    expect(created.json.schedule.next_time).toMatch(/T17:00:00.000Z$/);
    expect(await api.request('POST', '/api/v1/queries', { body })).toMatchObject({
      status: 409,
      json: { code: 'query_name_taken' },
    });
    const change = (more: object) => api.request('PATCH', '/api/v1/queries/1', { body: more });
    expect((await change({ retry_limit: 2, schedule: { delay: 60 } })).json).toMatchObject({
      ...base,
      priority: 1,
      retry_limit: 2,
      export: { authentication: 1 },
      schedule: { cron: '0 2 * * *', delay: 60 },
    });
    expect((await change({ export: null, schedule: null })).json).toMatchObject({ export: null, schedule: null });
    expect(await change({ schedule: { delay: 60 } })).toMatchObject({
      status: 409,
      json: { code: 'query_unscheduled' },
    });
    expect(await change({ database: 'nowhere' })).toMatchObject({ status: 422, json: { code: 'database_unknown' } });
    expect((await api.request('GET', '/api/v1/queries?scheduled=true')).json.data).toEqual([]);
    expect((await api.request('GET', '/api/v1/queries?name=nightly')).json.data).toMatchObject([{ id: 1 }]);
    expect((await api.request('DELETE', '/api/v1/queries/1')).status).toBe(204);
    expect(await api.request('GET', '/api/v1/queries/1')).toMatchObject({
      status: 404,
      json: { code: 'query_unknown' },
    });
  });

  test('is refused if its schedule is invalid', async () => {
    const api = await withDatabase();
    const body = { ...base, schedule: { cron: '0 0 30 2 *' } };
    expect(await api.request('POST', '/api/v1/queries', { body })).toMatchObject({
      status: 422,
      json: { code: 'cron_never' },
    });
    expect((await api.request('GET', '/api/v1/queries')).json.data).toEqual([]);
  });

  test('repeats from a start to an end, instead of by a cron', async () => {
    const api = await withDatabase();
    await api.request('POST', '/api/v1/queries', { body: base });
    const path = '/api/v1/queries/1/schedule';
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const start_at = `${day(20)}T05:00:00`;
    const change = (body: object) => api.request('PATCH', path, { body });
    expect(await change({ repeat_frequency: 2 })).toMatchObject({ status: 422, json: { code: 'input_required' } });
    const times = { repeat_unit: 'day', repeat_frequency: 3, start_at, end_on: day(25) };
    expect((await change(times)).json.schedule).toMatchObject({
      ...times,
      cron: null,
      repeat_sub_frequency: [],
      timezone: 'UTC',
      next_time: `${start_at}.000Z`,
    });
    const next = await api.request('GET', `${path}/next-times`);
    expect(next.json.data).toEqual([`${start_at}.000Z`, `${day(23)}T05:00:00.000Z`]);
    expect((await change({ delay: 60 })).json.schedule).toMatchObject({ ...times, delay: 60 });
    expect(await change({ cron: '@daily', repeat_unit: 'day' })).toMatchObject({
      status: 422,
      json: { code: 'schedule_cron_and_repeat' },
    });
    expect(await change({ repeat_unit: 'day', repeat_sub_frequency: [1] })).toMatchObject({
      json: { code: 'schedule_weekdays_misplaced' },
    });
    expect(await change({ end_on: day(19) })).toMatchObject({ json: { code: 'schedule_end_before_start' } });
    expect(await change({ start_at: `${day(200)}T00:00`, end_on: null })).toMatchObject({
      json: { code: 'schedule_start_too_late' },
    });
    expect((await change({ cron: '@daily', start_at: null, end_on: null })).json.schedule).toMatchObject({
      cron: '@daily',
      repeat_unit: null,
      repeat_frequency: null,
      start_at: null,
      end_on: null,
      delay: 60,
    });
  });

  test('gets a schedule, which is paused and resumed', async () => {
    const api = await withDatabase();
    await api.request('POST', '/api/v1/queries', { body: base });
    const path = '/api/v1/queries/1/schedule';
    const set = await api.request('PATCH', path, { body: { cron: '30 * * * *' } });
    expect(set.json.schedule).toMatchObject({ cron: '30 * * * *', timezone: 'UTC', mail_on: ['failure'] });
    const next = await api.request('GET', `${path}/next-times?limit=3`);
    expect(next.json.data.map((time: string) => time.slice(14))).toEqual(Array(3).fill('30:00.000Z'));
    expect(next.json.data[0]).toBe(set.json.schedule.next_time);
    const paused = await api.request('POST', `${path}/pause`);
    expect(paused.json.schedule).toMatchObject({ paused: true, next_time: null });
    expect((await api.request('GET', `${path}/next-times`)).json).toEqual({ data: [] });
    expect((await api.request('POST', `${path}/resume`)).json.schedule).toMatchObject({ paused: false });
    expect((await api.request('DELETE', path)).status).toBe(204);
    expect((await api.request('GET', '/api/v1/queries/1')).json.schedule).toBeNull();
    expect(await api.request('POST', `${path}/pause`)).toMatchObject({
      status: 409,
      json: { code: 'query_unscheduled' },
    });
  });

  test('is run for planned times, once per idempotency key, and lists the runs', async () => {
    const api = await withDatabase();
    const sql = 'SELECT TD_SCHEDULED_TIME() AS at';
    await api.request('POST', '/api/v1/queries', { body: { ...base, sql, schedule: { cron: '0 2 * * *' } } });
    const body = { from: '2026-11-01T00:00:00Z', count: 2 };
    const headers = { 'idempotency-key': 'backfill' };
    const created = await api.request('POST', '/api/v1/queries/1/runs', { body, headers });
    const runs = [
      { job_id: 1, time: '2026-11-01T02:00:00.000Z' },
      { job_id: 2, time: '2026-11-02T02:00:00.000Z' },
    ];
    expect(created).toMatchObject({ status: 201, json: { data: runs } });
    expect((await api.request('POST', '/api/v1/queries/1/runs', { body, headers })).text).toBe(created.text);
    await run(api, 1);
    const [older, newer] = runs;
    const first = await api.request('GET', '/api/v1/queries/1/runs?limit=1');
    expect(first.json.data).toMatchObject([{ ...newer, manual: true, state: 'started', status: 'queued' }]);
    expect((await api.request('GET', first.json.next)).json).toMatchObject({
      data: [{ ...older, status: 'success' }],
      next: null,
    });
    expect((await api.request('GET', '/api/v1/jobs?query=1&status=success')).json.data).toMatchObject([{ job_id: 1 }]);
    expect((await api.request('GET', '/api/v1/jobs?query=2')).json.data).toEqual([]);
    expect((await api.request('GET', '/api/v1/jobs/1/result.tsv?header=false')).text).toBe(
      `${Date.parse(runs[0]?.time ?? '') / 1000}\n`,
    );
    expect((await api.request('POST', '/api/v1/queries/1/runs')).json.data).toMatchObject([{ job_id: 3 }]);
  });
});
