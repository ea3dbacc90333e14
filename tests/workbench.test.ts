import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { connectorOf } from '../lib/connectors/registry.ts';
import { beginUpload } from '../lib/operations/uploads/receive-upload.ts';
import { importUpload, type UploadedTable } from '../lib/operations/workbench/import-upload.ts';
import { listTables } from '../lib/operations/workbench/list-tables.ts';
import { previewResult } from '../lib/operations/workbench/preview-result.ts';
import { runWrittenQuery, type WrittenQuery } from '../lib/operations/workbench/run-written-query.ts';
import { receiveOptions } from '../lib/runtime/operation-options.ts';
import { importUploadOptions, loadSampleQueries, loadSampleTables } from '../lib/runtime/queries/workbench.ts';
import { runQueryOptions, saveQueryOptions, writtenQueryJobs } from '../lib/runtime/schedules.ts';
import { startProduct, type TestProduct } from './kit/product.ts';

/** What the workbench's pages ask for, beside what a shell does. */

const ROWS = Buffer.from('id,note\n1,"a, b"\n2,\n');
const SHA256 = createHash('sha256').update(ROWS).digest('hex');

/** A file that has come in as far as these bytes. */
async function incoming({ runtime }: TestProduct, bytes: Buffer, announced = bytes.length): Promise<string> {
  const folder = 'incoming';
  const options = receiveOptions(runtime, connectorOf('pinterest_conversion'));
  await beginUpload({ folder, name: 'notes.csv', bytes: announced }, options);
  await runtime.files.append(folder, 0, Readable.from([bytes]));
  return folder;
}

function take({ runtime }: TestProduct, folder: string, said: Partial<UploadedTable> = {}) {
  return importUpload(folder, { database: 'shop', table: 'notes', ...said }, importUploadOptions(runtime));
}

async function start(): Promise<TestProduct> {
  const product = await startProduct();
  await product.runtime.workbench.createDatabase('shop');
  return product;
}

test('a file that came in becomes a table, and is kept nowhere else', async () => {
  const product = await start();
  const folder = await incoming(product, ROWS);
  expect(await take(product, folder, { sha256: SHA256 })).toEqual({ records: 2, skipped: 0 });
  const [table] = await listTables('shop', product.runtime);
  expect(table).toMatchObject({ name: 'notes', records: 2, columns: [{ name: 'id' }, { name: 'note' }] });
  expect(await product.runtime.files.folders()).not.toContain(folder);
  expect(product.runtime.unfinished.resumable()).toEqual([]);
});

test('one of which bytes are missing stays, so that it can go on', async () => {
  const product = await start();
  const folder = await incoming(product, ROWS.subarray(0, 9), ROWS.length);
  await expect(take(product, folder)).rejects.toMatchObject({ code: 'upload_incomplete' });
  expect(product.runtime.unfinished.get(folder).name).toBe('notes.csv');
});

test.each<[string, Partial<UploadedTable>, string]>([
  ['whose bytes are others', { sha256: '0'.repeat(64) }, 'upload_damaged'],
  ['for a table of no such name', { table: 'No' }, 'workbench_name_malformed'],
  ['for a database that is not there', { database: 'none' }, 'database_unknown'],
])('one %s is removed, and no table is made', async (_, said, code) => {
  const product = await start();
  const folder = await incoming(product, ROWS);
  await expect(take(product, folder, said)).rejects.toMatchObject({ code });
  expect(await listTables('shop', product.runtime)).toEqual([]);
  expect(product.runtime.unfinished.resumable()).toEqual([]);
});

function written(product: TestProduct, query: Partial<WrittenQuery['query']>, rest: Partial<WrittenQuery> = {}) {
  const { runtime } = product;
  const blank = { database: 'sample_datasets', engine: 'duckdb', sql: '', export: null } as const;
  const all = { ...blank, priority: 0, retryLimit: 0, ...query } as const;
  const options = { ...runQueryOptions(runtime), makeWritten: writtenQueryJobs(runtime) };
  const id = runWrittenQuery({ saved: null, at: null, query: all, ...rest }, options);
  const job = runtime.jobs.find(id);
  if (!job) throw new Error('no job');
  return product.run(job);
}

test('the samples run as they are, and only what runs as it was saved is part of its history', async () => {
  const product = await startProduct();
  const { runtime } = product;
  await loadSampleTables(runtime);
  const samples = loadSampleQueries(runtime, saveQueryOptions(runtime));
  expect(loadSampleQueries(runtime, saveQueryOptions(runtime))).toEqual(samples);
  for (const { id, name: _, ...query } of samples) {
    expect(await written(product, query, { saved: id })).toMatchObject({ state: 'success' });
    expect(await written(product, query)).toMatchObject({ state: 'success' });
    expect(runtime.plannedRuns.list(id, { limit: 9 })).toHaveLength(1);
  }
});

test('a result is shown from its first record on, with how many there are in all', async () => {
  const product = await startProduct();
  await loadSampleTables(product.runtime);
  const sql = 'SELECT td_scheduled_time() AS planned, i, nullif(i, 1) AS n FROM range(1500) t(i) ORDER BY i';
  const job = await written(product, { sql }, { at: 1_700_000_000_999 });
  const { columns, records, total } = await previewResult(job, product.runtime);
  expect(columns.map(({ name }) => name)).toEqual(['planned', 'i', 'n']);
  expect(records.slice(0, 2)).toEqual([
    ['1700000000', '0', '0'],
    ['1700000000', '1', null],
  ]);
  expect([records.length, total]).toEqual([1000, 1500]);
});

test('of a result of long values the beginnings are shown, and of large records as many as there is room for', async () => {
  const product = await startProduct();
  await product.runtime.workbench.createDatabase('sample_datasets');
  const job = await written(product, { sql: "SELECT i, rpad('', 900000, 'x') AS a FROM range(20) t(i) ORDER BY i" });
  const { records, total } = await previewResult(job, product.runtime);
  expect(records).toEqual(Array.from({ length: 8 }, (_, i) => [String(i), `${'x'.repeat(1000)}…`]));
  expect(total).toBe(20);
});
