import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { connectorOf } from '../lib/connectors/registry.ts';
import { type Job, uploadOf } from '../lib/core/job/job.ts';
import { createQueryJob, type NewQueryJob } from '../lib/operations/queries/create-query-job.ts';
import { runSavedQuery } from '../lib/operations/queries/run-saved-query.ts';
import { saveCheckedQuery, saveQuery } from '../lib/operations/queries/save-query.ts';
import { checkQuery } from '../lib/operations/workbench/check-query.ts';
import { claimAndExecute } from '../lib/runtime/execute.ts';
import { ACCOUNT, startProduct, type TestProduct } from './kit/product.ts';
import { type TrinoScript, TrinoStandIn, trinoColumn } from './kit/trino-server.ts';

/** Query jobs on Trino, with a stand-in for its documented protocol. */

const CONNECTOR = connectorOf('pinterest_conversion');
const PASSWORD = 'canary-of-trino';
const COLUMNS = [
  ...['event_name', 'action_source'].map((name) => trinoColumn(name, 'varchar')),
  trinoColumn('event_time', 'timestamp(3) with time zone'),
  ...['event_id', 'em'].map((name) => trinoColumn(name, 'varchar')),
];
const SQL = 'SELECT * FROM orders WHERE TD_TIME_RANGE(time, TD_SCHEDULED_TIME(), NULL)';

let trino: TrinoStandIn;
let script: (sql: string) => TrinoScript;

beforeEach(async () => {
  script = () => ({ columns: COLUMNS, pages: eventPages(3, 10) });
  trino = await TrinoStandIn.start((sql) => script(sql));
  return () => trino.close();
});

function* eventPages(pageCount: number, recordCount: number): Generator<string> {
  const time = new Date(Date.now() - 60_000).toISOString().replace('T', ' ').replace('Z', ' UTC');
  for (let page = 0; page < pageCount; page++) {
    const ids = Array.from({ length: recordCount }, (_, index) => `e${page * recordCount + index}`);
    yield JSON.stringify(ids.map((id) => ['checkout', 'web', time, id, id === 'e5' ? null : `${id}@mail.test`]));
  }
}

function startWithTrino(settings: Record<string, string> = {}): Promise<TestProduct> {
  return startProduct({
    PINTD_MAX_EVENTS_PER_CALL: '10',
    PINTD_TRINO_URL: trino.url,
    PINTD_TRINO_USER: 'reader',
    PINTD_TRINO_CATALOG: 'lake',
    PINTD_TRINO_PASSWORD: PASSWORD,
    ...settings,
  });
}

async function createTrinoJob({ runtime }: TestProduct, changes: Partial<NewQueryJob> = {}): Promise<Job> {
  const options = { database: 'shop', engine: 'trino', sql: SQL, plannedAt: 1_700_000_000, ...changes } as const;
  return createQueryJob(options, runtime);
}

async function exportOptions({ runtime }: TestProduct): Promise<NonNullable<NewQueryJob['export']>> {
  const [authentication] = await runtime.authentications.list();
  if (!authentication) throw new Error('no authentication');
  return { connector: CONNECTOR, authentication, parameters: { ad_account_id: ACCOUNT, skip_invalid_record: true } };
}

test('freezes and sends records; a resumed job continues from the frozen result', async () => {
  const product = await startWithTrino();
  const job = await createTrinoJob(product, { export: await exportOptions(product) });
  product.sandbox.setScript([{ match: { call: 1 }, do: { status: 401 } }]);
  expect(await product.run(job)).toMatchObject({ state: 'paused', error: { code: 'unauthorized' } });
  await trino.close();
  product.sandbox.setScript([]);
  const ended = await product.run(job);
  expect(ended).toMatchObject({ state: 'success', batches: 3, resentAfterUnknown: 0 });
  expect(ended.records).toMatchObject({ read: 30, accepted: 29, invalid: 1, rejected: 0 });
  const received = (await product.sandbox.events()).map(({ event }) => event['event_id']);
  expect(new Set(received).size).toBe(29);
  const { folder } = await product.runtime.uploads.get(uploadOf(ended));
  const frozen = await readFile(join(product.runtime.env.dataDir, 'uploads', folder, 'spool.csv'), 'utf8');
  expect(frozen.split('\n')[1]).toMatch(/^checkout,web,\d{4}-\d\d-\d\d [\d:.]+ UTC,e0,e0@mail.test$/);
  expect(trino.received.map(({ sql }) => sql)).toEqual(["SELECT * FROM orders WHERE (time >= (BIGINT '1700000000'))"]);
  trino = await TrinoStandIn.start(() => ({})); // for the hook that closes it
});

test('streams a large result page by page', async () => {
  const product = await startWithTrino({ PINTD_MAX_EVENTS_PER_CALL: '1000' });
  script = () => ({ columns: [trinoColumn('n', 'bigint')], pages: pagesOfNumbers(200, 1000) });
  const job = await product.run(await createTrinoJob(product));
  expect(job).toMatchObject({ state: 'success', authenticationId: null });
  const [, frozen] = await product.runtime.log.page(job.id, { limit: 2 });
  expect(frozen).toMatchObject({ code: 'query_frozen', params: { records: 200_000 } });
});

function* pagesOfNumbers(pageCount: number, recordCount: number): Generator<string> {
  for (let page = 0; page < pageCount; page++)
    yield `[${Array.from({ length: recordCount }, (_, index) => `[${page + 1}${String(index).padStart(4, '0')}]`).join(',')}]`;
}

test('a kill cancels the query on the server', async () => {
  const product = await startWithTrino();
  const { runtime } = product;
  script = () => ({ columns: [trinoColumn('n', 'bigint')], pages: endlessPages() });
  const job = await createTrinoJob(product);
  const interrupt = { signal: new AbortController().signal, stop: { state: 'queued', error: null } } as const;
  const running = claimAndExecute(runtime, job.id, ['queued'], interrupt);
  await expect.poll(() => trino.received[0]?.pagesSent ?? 0).toBeGreaterThan(0);
  await runtime.jobRequests.request(job.id, 'kill');
  await running;
  expect(await runtime.jobs.find(job.id)).toMatchObject({ state: 'killed', uploadId: null });
  expect(trino.received[0]?.isStopped).toBe(true);
  expect(await runtime.files.folders()).toEqual([]);
});

function* endlessPages(): Generator<string> {
  for (;;) yield '[[1]]';
}

test('retries temporary errors; others end the job with their position', async () => {
  const product = await startWithTrino();
  const scripts: TrinoScript[] = [
    { error: { errorName: 'GENERIC_INTERNAL_ERROR', errorType: 'INTERNAL_ERROR', message: PASSWORD } },
    {
      error: {
        errorName: 'COLUMN_NOT_FOUND',
        errorType: 'USER_ERROR',
        message: "line 1:8: Column 'a' cannot be resolved",
        errorLocation: { lineNumber: 1, columnNumber: 8 },
      },
    },
  ];
  script = () => scripts.shift() ?? {};
  const job = await product.run(await createTrinoJob(product, { retryLimit: 2, sql: 'SELECT a' }));
  expect(job).toMatchObject({
    state: 'error',
    error: { code: 'query_column_unknown', params: { line: 1, column: 8, name: 'a' } },
  });
  const log = await product.runtime.log.page(job.id, { limit: 9 });
  expect(log.map(({ code }) => code)).toEqual(expect.arrayContaining(['query_retried', 'query_failed']));
  expect(JSON.stringify([job, log])).not.toContain(PASSWORD);
});

test('checks columns by their Trino types without running the query', async () => {
  const product = await startWithTrino();
  const query = { database: 'shop', engine: 'trino', sql: 'SELECT * FROM orders' } as const;
  const { columns, missing } = await checkQuery(query, { connector: CONNECTOR }, product.runtime);
  expect(columns[2]).toEqual({
    name: 'event_time',
    type: 'timestamp(3) with time zone',
    field: 'event_time',
    hint: 'converted',
  });
  expect(missing).toEqual([]);
});

test('a saved query keeps its engine, and is checked without a request to Trino', async () => {
  const product = await startWithTrino();
  const { runtime } = product;
  const saved = await saveQuery(runtime, { name: 'Orders', database: 'shop', engine: 'trino', sql: SQL });
  const { job } = await runSavedQuery(runtime, saved.id);
  expect((await runtime.jobs.find(job))?.query).toMatchObject({ engine: 'trino', database: 'shop' });
  const save = (sql: string) => saveCheckedQuery(runtime, { name: 'More', database: 'shop', engine: 'trino', sql });
  const requestsBefore = trino.received.length;
  await expect(save('DELETE FROM t')).rejects.toMatchObject({ code: 'query_only_select', params: { line: 1 } });
  await expect(save("SELECT\n td_md5('a')")).rejects.toMatchObject({ code: 'query_td_function', params: { line: 2 } });
  expect(await save('SELECT not_known_here(')).toMatchObject({ name: 'More' });
  expect(trino.received).toHaveLength(requestsBefore);
});

test('without Trino, no job is created, and an existing one ends in error', async () => {
  const product = await startProduct();
  await expect(() => createTrinoJob(product)).rejects.toThrow(expect.objectContaining({ code: 'trino_not_set_up' }));
  const options = { ...product.runtime, refuseUnknownDatabase: () => {} };
  const job = await createQueryJob({ database: 'shop', engine: 'trino', sql: SQL }, options);
  expect(await product.run(job)).toMatchObject({ state: 'error', error: { code: 'trino_not_set_up' } });
});
