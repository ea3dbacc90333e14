import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { connectorOf } from '../lib/connectors/registry.ts';
import { type Job, uploadOf } from '../lib/core/job/job.ts';
import { createQueryJob, type NewQueryJob } from '../lib/operations/queries/create-query-job.ts';
import { checkQuery } from '../lib/operations/workbench/check-query.ts';
import { importTable } from '../lib/operations/workbench/import-table.ts';
import { previewResult } from '../lib/operations/workbench/preview-result.ts';
import { claimAndExecute } from '../lib/runtime/execute.ts';
import { importOptions, loadSampleTables } from '../lib/runtime/queries/workbench.ts';
import { executeElsewhere } from './kit/elsewhere.ts';
import { testOfSqlite } from './kit/postgresql.ts';
import { ACCOUNT, startProduct, type TestProduct, validLines } from './kit/product.ts';

/** Query jobs: running the query, and exporting its result. */

const CONNECTOR = connectorOf('pinterest_conversion');
const SELECT_ALL = 'SELECT * FROM events';
const ENDLESS = 'SELECT count(*) AS n FROM range(1000000000000) t(i)';

const LINES = validLines(25);
/** The table imported from LINES, reused by later tests: an import takes longer than most tests. */
let tableFile: Buffer | undefined;

async function startWithEvents(lines = LINES): Promise<TestProduct> {
  const product = await startProduct({ PINTD_MAX_EVENTS_PER_CALL: '10' });
  const { workbench } = product.runtime;
  await workbench.createDatabase('shop');
  if (lines === LINES && tableFile) {
    const draft = workbench.draft('shop', 'events', 'copy');
    await writeFile(draft, tableFile);
    await workbench.publish(draft, 'shop', 'events');
    return product;
  }
  const content = Readable.from([Buffer.from(`${lines.join('\n')}\n`)]);
  const options = importOptions(product.runtime);
  await importTable(content, { database: 'shop', table: 'events', fileName: 'events.csv' }, options);
  if (lines === LINES) tableFile = await readFile((await workbench.table('shop', 'events')).path);
  return product;
}

function createJob({ runtime }: TestProduct, sql: string, changes: Partial<NewQueryJob> = {}): Promise<Job> {
  return createQueryJob({ database: 'shop', sql, ...changes }, runtime);
}

async function exportChoice({ runtime }: TestProduct): Promise<NewQueryJob['export']> {
  const [authentication] = await runtime.authentications.list();
  if (!authentication) throw new Error('no authentication');
  return { connector: CONNECTOR, authentication, parameters: { ad_account_id: ACCOUNT, skip_invalid_record: true } };
}

async function resultOf({ runtime }: TestProduct, job: Job): Promise<string[]> {
  const { folder } = await runtime.uploads.get(uploadOf(job));
  const text = await readFile(join(runtime.env.dataDir, 'uploads', folder, 'spool.csv'), 'utf8');
  return text.trimEnd().split('\n');
}

async function receivedIds({ sandbox }: TestProduct): Promise<string[]> {
  return (await sandbox.events()).map(({ event }) => String(event['event_id'])).sort();
}

test('sends the records of a query, and stores its result as a file', async () => {
  const product = await startWithEvents();
  const sql = `${SELECT_ALL} WHERE event_id <> 'e3' ORDER BY event_id`;
  const job = await product.run(await createJob(product, sql, { export: await exportChoice(product) }));
  expect(job).toMatchObject({ type: 'query', state: 'success', batches: 3, records: { read: 24, accepted: 24 } });
  expect(await receivedIds(product)).toEqual(
    Array.from({ length: 25 }, (_, index) => `e${index + 1}`)
      .filter((id) => id !== 'e3')
      .sort(),
  );
  expect((await resultOf(product, job)).length).toBe(25);
  expect((await product.runtime.log.page(job.id, { limit: 9 })).map(({ code }) => code)).toEqual(
    expect.arrayContaining(['query_started', 'query_frozen', 'job_started', 'job_success']),
  );
});

test('a query without export ends with its result', async () => {
  const product = await startWithEvents();
  const sql = 'SELECT TD_SCHEDULED_TIME() AS at_time, count(*) AS n, NULL AS nothing FROM events';
  const job = await product.run(await createJob(product, sql, { plannedAt: 1_700_000_000 }));
  expect(job).toMatchObject({ state: 'success', authenticationId: null, records: { read: 0 } });
  expect(await resultOf(product, job)).toEqual(['at_time,n,nothing', '1700000000,25,']);
});

test('event times are compared with the time when the result is frozen, not when the job was created', async () => {
  const product = await startWithEvents();
  const options = product.runtime;
  const anHourAgo = { now: () => Date.now() - 3_600_000 };
  const sql =
    "SELECT 'checkout' AS event_name, 'web' AS action_source, now() AS event_time, 'e1' AS event_id, 'a@b.test' AS em, ARRAY['a', NULL, 'b'] AS content_ids";
  const job = await createQueryJob(
    { database: 'shop', sql, export: await exportChoice(product) },
    { ...options, clock: anHourAgo },
  );
  const before = Math.floor(Date.now() / 1000);
  const ended = await product.run(job);
  expect(ended).toMatchObject({ state: 'success', records: { accepted: 1, invalid: 0 } });
  expect((await resultOf(product, ended))[1]).toMatch(/^checkout,web,\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} UTC,e1,/);
  const [received] = await product.sandbox.events();
  expect(received?.event).toMatchObject({ custom_data: { content_ids: ['a', 'b'] } });
  expect(Number(received?.event['event_time']) - before).toBeGreaterThanOrEqual(0);
});

test.each([
  ['a required column is missing', 'SELECT event_name, em FROM events', 'columns_missing'],
  ['two columns have the same name', `SELECT *, 1 AS event_id FROM events`, 'mapping_field_twice'],
  ['a function does not exist', 'SELECT nope(1)', 'query_function_unknown'],
  ['a table does not exist', 'SELECT * FROM nope', 'query_table_unknown'],
  ['a value cannot be converted', 'SELECT *, CAST(em AS BIGINT) AS n FROM events', 'query_value'],
])('if %s, the job ends in error before any call', async (_, sql, code) => {
  const product = await startWithEvents();
  const job = await product.run(await createJob(product, sql, { export: await exportChoice(product) }));
  expect(job).toMatchObject({ state: 'error', error: { code }, calls: 0, uploadId: null });
  expect(await receivedIds(product)).toEqual([]);
  expect(await product.runtime.files.folders()).toEqual([]);
});

testOfSqlite('stores no table values in the database, even after errors', async () => {
  const product = await startWithEvents(
    validLines(3).map((line) => line.replace(/[^,]+@[^,]+$/, 'canary-7f3@mail.test')),
  );
  for (const sql of [
    `${SELECT_ALL} ORDER BY event_id`,
    'SELECT CAST(em AS BIGINT) FROM events',
    'SELECT date_add(em, 1, now()) FROM events',
  ])
    await product.run(await createJob(product, sql, { export: await exportChoice(product) }));
  const { dataDir } = product.runtime.env;
  for (const name of (await readdir(dataDir)).filter((file) => file.startsWith('console.db')))
    expect((await readFile(join(dataDir, name))).includes('canary-7f3')).toBe(false);
});

test('a query runs again if the process died before the result was frozen', async () => {
  const product = await startWithEvents();
  const job = await createJob(product, SELECT_ALL, { export: await exportChoice(product) });
  const dying = product.run(job, { ledger: () => ({ adopt: () => Promise.reject(new Error('the process died')) }) });
  await expect(dying).rejects.toThrow('the process died');
  expect(await product.runtime.jobs.find(job.id)).toMatchObject({ state: 'error', uploadId: null, calls: 0 });
  expect(await product.run(job)).toMatchObject({ state: 'success', records: { read: 25, accepted: 25 } });
  expect(await product.runtime.files.folders()).toHaveLength(1);
});

test('the size of a result is known although the process died right after the result was frozen', async () => {
  const product = await startWithEvents();
  const job = await createJob(product, 'SELECT i FROM range(1500) t(i)');
  let hasDied = false;
  const die = () => Promise.reject(new Error('the process died'));
  const dying = product.run(job, {
    ledger: (ledger) => ({
      adopt: async (...result) => {
        const upload = await ledger.adopt(...result);
        hasDied = true;
        return upload;
      },
      log: (...line) => (hasDied ? die() : ledger.log(...line)),
      finish: die,
    }),
  });
  await expect(dying).rejects.toThrow('the process died');
  await executeElsewhere(product.runtime, `UPDATE job SET state = 'queued', owner = NULL`);
  const ended = await product.run(job);
  expect(ended).toMatchObject({ state: 'success' });
  expect(await previewResult(ended, product.runtime)).toMatchObject({ total: 1500 });
});

test('a resumed job sends the frozen result without running the query again', async () => {
  const product = await startWithEvents();
  const job = await createJob(product, `${SELECT_ALL} ORDER BY event_id`, { export: await exportChoice(product) });
  product.sandbox.setScript([{ match: { call: 1 }, do: { status: 401 } }]);
  expect(await product.run(job)).toMatchObject({ state: 'paused', error: { code: 'unauthorized' } });
  const before = await resultOf(product, (await product.runtime.jobs.find(job.id)) as Job);
  await product.runtime.workbench.deleteTable('shop', 'events');
  product.sandbox.setScript([]);
  const ended = await product.run(job);
  expect(ended).toMatchObject({ state: 'success', records: { accepted: 25 }, resentAfterUnknown: 0 });
  expect(await resultOf(product, ended)).toEqual(before);
});

test.each([
  ['kill', 'killed'],
  ['pause', 'paused'],
] as const)('%s ends a running query', async (request, state) => {
  const product = await startWithEvents();
  const { runtime } = product;
  const job = await createJob(product, ENDLESS);
  const interrupt = { signal: new AbortController().signal, stop: { state: 'queued', error: null } } as const;
  const running = claimAndExecute(runtime, job.id, ['queued'], interrupt);
  await expect.poll(async () => (await runtime.jobs.find(job.id))?.state).toBe('running');
  await runtime.jobRequests.request(job.id, request);
  await running;
  expect(await runtime.jobs.find(job.id)).toMatchObject({ state, uploadId: null });
  expect(await runtime.files.folders()).toEqual([]);
});

test('the size of a result is known even after the maximum number of retries', async () => {
  const product = await startWithEvents();
  const job = await createJob(product, 'SELECT i FROM range(1500) t(i)');
  await executeElsewhere(
    product.runtime,
    `INSERT INTO log_line (job_id, at, level, code, params) SELECT ${job.id}, 1, 'warn', 'query_retried', '{}'
      FROM (WITH RECURSIVE tried (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM tried WHERE n < 999)
        SELECT n FROM tried) t`,
  );
  expect(await previewResult(await product.run(job), product.runtime)).toMatchObject({ total: 1500 });
});

test('a query that times out is retried up to its limit', async () => {
  // Without a table, because the timeout applies to imports, too.
  const product = await startProduct({ PINTD_QUERY_TIMEOUT_SECONDS: '1' });
  await product.runtime.workbench.createDatabase('shop');
  const job = await product.run(await createJob(product, ENDLESS, { retryLimit: 1 }));
  expect(job).toMatchObject({ state: 'error', error: { code: 'query_timeout', params: { seconds: 1 } } });
  expect((await product.runtime.log.page(job.id, { limit: 9 })).map(({ code }) => code)).toContain('query_retried');
});

test('creates one job per domain key', async () => {
  const product = await startWithEvents();
  const first = await createJob(product, SELECT_ALL, { domainKey: 'daily 2026-01-01' });
  const again = await createJob(product, 'SELECT 1', { domainKey: 'daily 2026-01-01' });
  expect(again).toEqual(first);
});

test('claims jobs by priority, with a limited number of queries', async () => {
  const product = await startWithEvents();
  const { jobClaims } = product.runtime;
  const [low, high, other] = [
    await createJob(product, SELECT_ALL, { priority: -1 }),
    await createJob(product, SELECT_ALL, { priority: 2 }),
    await createJob(product, SELECT_ALL),
  ];
  const nextId = (executing: Job[], maxQueries: number) =>
    jobClaims.nextClaimable(
      executing.map(({ id }) => id),
      { perAccount: 2, maxQueries },
    );
  expect(await nextId([], 2)).toBe(high.id);
  expect(await nextId([high], 2)).toBe(other.id);
  expect(await nextId([high, other], 3)).toBe(low.id);
  expect(await nextId([high, other], 2)).toBeUndefined();
  const upload = await product.export(validLines(1));
  expect(await nextId([high, other], 2)).toBe(upload.id);
});

test.each([
  ['an unknown database', { database: 'nowhere' }, 'database_unknown'],
  ['no query', { sql: ' \n' }, 'query_empty'],
])('creates no job for %s', async (_, wrong, code) => {
  const product = await startWithEvents();
  await expect(() => createJob(product, SELECT_ALL, wrong)).rejects.toThrow(expect.objectContaining({ code }));
  expect(await product.runtime.jobs.list({ limit: 1 })).toEqual([]);
});

test('the documented queries run on the sample tables', async () => {
  const product = await startWithEvents();
  await loadSampleTables(product.runtime);
  const documented = [
    "SELECT\n  'add_to_cart' AS event_name\n  ,'app_android' AS action_source\n  ,now() AS event_time\n  ,'801470028' AS event_id\n  ,'some_one@mail.com' AS em\nFROM\n  your_table",
    "SELECT 'add_to_cart' AS event_name  ,'app_android' AS action_source  ,now() AS event_time  ,'59930360' AS event_id    ,'some_one@mail.com' AS em  ,'another_one@gmail.com' AS em_1    ,'or123' AS order_id  ,'cook' AS search_string    ,'item 1' AS item_id_1  ,'10.4' AS item_price_1  ,20 AS item_quantity_1    ,'basket' AS item_name_2  ,'cat ' AS item_category_2  ,'tiny' AS item_brand_2 FROM your_table",
  ];
  for (const sql of documented) {
    const job = await createJob(product, sql, { database: 'sample_datasets', export: await exportChoice(product) });
    expect(await product.run(job)).toMatchObject({ state: 'success', records: { read: 1, accepted: 1 } });
  }
  expect(await receivedIds(product)).toEqual(['59930360', '801470028']);
});

test('checks the columns of a query against the export without running the query', async () => {
  const product = await startWithEvents();
  const sql =
    "SELECT event_name, now() AS event_time, TIMESTAMP '2024-01-01 00:00:00' AS loyalty, ['a'] AS em FROM events";
  const checked = await checkQuery(
    { database: 'shop', engine: 'duckdb', sql },
    { connector: CONNECTOR },
    product.runtime,
  );
  expect(checked.columns.map(({ field, hint }) => [field, hint])).toEqual([
    ['event_name', null],
    ['event_time', 'converted'],
    [null, null],
    ['em', 'list'],
  ]);
  expect(checked.missing).toEqual(['action_source', 'event_id']);
  expect(checked.identifiers.found).toBe(true);
});
