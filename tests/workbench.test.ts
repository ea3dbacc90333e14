import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { textWorkbook } from '../lib/adapters/xlsx/workbook.test-kit.ts';
import { importReceivedFile } from '../lib/commands/console/uploads.ts';
import { perform } from '../lib/commands/perform.ts';
import { connectorOf } from '../lib/connectors/registry.ts';
import { UserError } from '../lib/core/errors.ts';
import { saveCheckedQuery, saveQuery } from '../lib/operations/queries/save-query.ts';
import { beginUpload } from '../lib/operations/uploads/receive-upload.ts';
import { importUpload, type UploadedTable } from '../lib/operations/workbench/import-upload.ts';
import { listDatabases, listTables } from '../lib/operations/workbench/list-tables.ts';
import { previewResult } from '../lib/operations/workbench/preview-result.ts';
import { runWrittenQuery, type WrittenQuery } from '../lib/operations/workbench/run-written-query.ts';
import { importUploadOptions, loadSampleQueries, loadSampleTables } from '../lib/runtime/queries/workbench.ts';
import { shellActor } from '../lib/runtime/shell-actor.ts';
import { startProduct, type TestProduct } from './kit/product.ts';

/** Operations of the workbench's pages. */

const ROWS = Buffer.from('id,note\n1,"a, b"\n2,\n');
const SHA256 = createHash('sha256').update(ROWS).digest('hex');

interface DeclaredFile {
  readonly name?: string;
  readonly declaredBytes?: number;
}

/** Begins an upload and receives these bytes; returns its folder. */
async function receiveUpload(
  { runtime }: TestProduct,
  bytes: Buffer,
  { name = 'notes.csv', declaredBytes = bytes.length }: DeclaredFile = {},
): Promise<string> {
  const folder = 'incoming';
  const options = { ...runtime, connector: connectorOf('pinterest_conversion') };
  await beginUpload({ folder, name, bytes: declaredBytes }, options);
  await runtime.files.append(folder, 0, Readable.from([bytes]));
  return folder;
}

function importFile({ runtime }: TestProduct, folder: string, declared: Partial<UploadedTable> = {}) {
  return importUpload(folder, { database: 'shop', table: 'notes', ...declared }, importUploadOptions(runtime));
}

async function startWithShop(): Promise<TestProduct> {
  const product = await startProduct();
  await product.runtime.workbench.createDatabase('shop');
  return product;
}

test('imports an upload as a table, and removes the upload', async () => {
  const product = await startWithShop();
  const folder = await receiveUpload(product, ROWS);
  expect(await importFile(product, folder, { sha256: SHA256 })).toEqual({ records: 2, skipped: 0 });
  const [table] = await listTables('shop', product.runtime);
  expect(table).toMatchObject({ name: 'notes', records: 2, columns: [{ name: 'id' }, { name: 'note' }] });
  expect(await product.runtime.files.folders()).not.toContain(folder);
  expect(await product.runtime.unfinished.resumable()).toEqual([]);
});

test('a database that is created for a table remains only if the file is imported', async () => {
  const product = await startProduct();
  const { workbench } = product.runtime;
  const target = { database: 'store', createsDatabase: true };
  const empty = importFile(product, await receiveUpload(product, Buffer.from('id,note\n"1,')), target);
  await expect(empty).rejects.toThrow(UserError);
  expect(await workbench.databases()).toEqual([]);
  await importFile(product, await receiveUpload(product, ROWS), target);
  expect(await workbench.databases()).toEqual(['store']);
  const second = importFile(product, await receiveUpload(product, Buffer.from('')), { ...target, table: 'other' });
  await expect(second).rejects.toThrow(UserError);
  expect((await listTables('store', product.runtime)).map(({ name }) => name)).toEqual(['notes']);
});

test('a failure to clean up does not hide why an import failed', async () => {
  const product = await startProduct();
  const folder = await receiveUpload(product, Buffer.from(''));
  const { databases, files, ...options } = importUploadOptions(product.runtime);
  const fail = () => Promise.reject(new Error('the disk does not respond'));
  const importing = importUpload(
    folder,
    { database: 'store', table: 'notes', createsDatabase: true },
    {
      ...options,
      databases: {
        hasDatabase: (name) => databases.hasDatabase(name),
        createMissingDatabase: (name) => databases.createMissingDatabase(name),
        deleteEmptyDatabase: fail,
      },
      files: { ...files, delete: fail },
    },
  );
  await expect(importing).rejects.toMatchObject({ code: 'file_empty' });
});

test('an existing database without tables remains after a failed import', async () => {
  const product = await startWithShop();
  const importing = importFile(product, await receiveUpload(product, Buffer.from('')), { createsDatabase: true });
  await expect(importing).rejects.toThrow(UserError);
  expect(await product.runtime.workbench.databases()).toEqual(['shop']);
});

test('imports an uploaded workbook whose first row is a title', async () => {
  const product = await startWithShop();
  const folder = await receiveUpload(
    product,
    textWorkbook([['Notes'], [], ['id', 'note'], ['1', 'a'], undefined, ['2']]),
  );
  expect(await importFile(product, folder)).toMatchObject({ records: 2, skipped: 0, workbook: { sheet: 'Orders' } });
  const [table] = await listTables('shop', product.runtime);
  expect(table?.columns.map(({ name }) => name)).toEqual(['id', 'note']);
});

test.each([
  ['one column and Windows line ends', 'n\r\n1\r\n2\r\n', undefined, [['1'], ['2']]],
  ['one column and old Mac line ends', 'n\r1\r2', undefined, [['1'], ['2']]],
  [
    'a title and Windows line ends',
    'Report,\r\nn,name\r\n1,a\r\n2,"b\nc"\r\n\r\n3,d\r\n4,e',
    2,
    [
      ['1', 'a'],
      ['2', 'b\nc'],
      ['3', 'd'],
      ['4', 'e'],
    ],
  ],
  [
    'a title, and another line end in the first record',
    'Report\nn,name\n1,"a\r\nb"\n2,c\n',
    2,
    [
      ['1', 'a\r\nb'],
      ['2', 'c'],
    ],
  ],
  ['a blank line above the column names', '\nn,name\n1,a\n', undefined, [['1', 'a']]],
  ['a column name with two lines', 'n,"first\nname"\r\n1,a\r\n', undefined, [['1', 'a']]],
  [
    'three kinds of line ends',
    'n,name\n1,a\r\n2,"b\r\nc"\r3,d\n',
    undefined,
    [
      ['1', 'a'],
      ['2', 'b\r\nc'],
      ['3', 'd'],
    ],
  ],
  [
    'two kinds of line ends after quotation marks',
    'n,name\r\n1,"a"\n2,"b"\n3,"c"\n4,d\r\n',
    undefined,
    [
      ['1', 'a'],
      ['2', 'b'],
      ['3', 'c'],
      ['4', 'd'],
    ],
  ],
  ['a byte order mark and no column names', '\ufeff1,a\n', 0, [['1', 'a']]],
  ['a title and no records', 'Report\r\nn,name\r\n', 2, []],
])('imports a file with %s', async (_, text, headerRow, records) => {
  const product = await startWithShop();
  const folder = await receiveUpload(product, Buffer.from(text));
  expect(await importFile(product, folder, { headerRow })).toEqual({ records: records.length, skipped: 0 });
  const request = { database: 'shop', sql: 'SELECT * FROM notes ORDER BY 1', plannedAt: 0 };
  expect((await product.runtime.engine.records(request, 9)).records).toEqual(records);
});

test.each([
  ['too little memory', 'Report\nn,name\n1,a\n2,b\n', ['query_out_of_memory'], 'import_mostly_unreadable'],
  ['too little memory, with records that fit', 'n,name\n1,a\n2,b\n', ['query_out_of_memory'], 'query_out_of_memory'],
  ['a busy engine', 'Report\nn,name\n1,a\n', ['query_engine_busy'], 'query_engine_busy'],
  ['two kinds of line ends', 'Report,\nn,name,x\r\n1,a,b\r\n2,c,d\n', [], 'import_mostly_unreadable'],
])(
  'an import with %s fails, and says so if the cause is that most lines do not fit the column names',
  async (_, text, failures, code) => {
    const product = await startWithShop();
    const folder = await receiveUpload(product, Buffer.from(text));
    const { imports, ...options } = importUploadOptions(product.runtime);
    const [failure] = failures;
    const engine = failure ? { import: () => Promise.reject(new UserError(failure)) } : imports.engine;
    const table = { database: 'shop', table: 'notes' };
    const importing = importUpload(folder, table, { ...options, imports: { ...imports, engine } });
    await expect(importing).rejects.toMatchObject({
      code,
      ...(code === 'import_mostly_unreadable' && { params: { records: 0, skipped: 3 } }),
    });
    expect(await listTables('shop', product.runtime)).toEqual([]);
  },
);

test.each([
  ['unclosed', 'n,name\n0,z\n1,"a\n2,b\n3,c,d\n4,e\n', 3],
  ['unclosed in the last line', 'n,name\n1,5" pipe\n2,"a', 3],
  ['unclosed after a space', 'n,name\n1, "a\n2,b\n3,c\n', 2],
  ['in the wrong place', 'n,name\n0,z\n1,"a\n2,b\n3,"c"\n4,e\n', 3],
  ['unclosed, next to another one in the same line', 'n,name,x\n1,5" pipe, "a\n2,b"\n3,c\n', 2],
  ['unclosed, after a line with another one', 'n,name\n1,5" pipe\n2, "a\n3,b"\n4,c\n', 3],
  ['closed within the next record', 'n,name\n0,z\n1, "a\n2,"b\n3,c"\n4,d\n', 3],
  ['in a record with too many cells', 'n,name\n0,z\n1,"x\n2,",p\nz",\n', 3],
])('an import of a file with a quotation mark that is %s is refused with its line', async (_, text, line) => {
  const product = await startWithShop();
  const folder = await receiveUpload(product, Buffer.from(text));
  const code = 'import_quote_misplaced';
  await expect(importFile(product, folder)).rejects.toMatchObject({ code, params: { line } });
  expect(await listTables('shop', product.runtime)).toEqual([]);
});

test('an import reads quotation marks inside cells and after spaces', async () => {
  const product = await startWithShop();
  const folder = await receiveUpload(product, Buffer.from('n,name\n1,5" pipe\n2, "a, b"\n3,"c""d"\n'));
  expect(await importFile(product, folder)).toEqual({ records: 3, skipped: 0 });
});

test('an import counts a line with text after a quoted cell as skipped', async () => {
  const product = await startWithShop();
  const folder = await receiveUpload(product, Buffer.from('n,name\n1,"a" x, "b" "c"\n2,b\n3,c\n'));
  expect(await importFile(product, folder)).toEqual({ records: 2, skipped: 1 });
});

/** More than the engine reads of one line, however it divides the file. */
const LONG_TEXT = 'x'.repeat(60_000_000);

test.each([
  ['is very long', `{"n":2,"name":"${LONG_TEXT}"}`],
  ['ends within an object', '{"n":2,"name":'],
  ['has a name twice', '{"n":2,"n":3}'],
])('an import leaves out a line of JSON that %s, and reads the others', async (_, line) => {
  const product = await startWithShop();
  const text = `{"n":1,"name":"a"}\n${line}\n\n{"n":3,"name":"c"}\n`;
  const folder = await receiveUpload(product, Buffer.from(text), { name: 'notes.jsonl' });
  expect(await importFile(product, folder)).toEqual({ records: 2, skipped: 1 });
  const request = { database: 'shop', sql: 'SELECT n, name FROM notes ORDER BY n', plannedAt: 0 };
  expect((await product.runtime.engine.records(request, 9)).records).toEqual([
    ['1', 'a'],
    ['3', 'c'],
  ]);
});

test.each([
  ['no line of which is an object', '[{"n":1},\n{"n":2},\n{"n":3}]\n', 'json_not_lines'],
  ['most lines of which are not objects', '[\n{\n"n":1\n},\n{"n":2}\n]\n', 'json_not_lines'],
  ['whose only line is very long', `{"n":1,"name":"${LONG_TEXT}"}\n`, 'import_unreadable'],
])('an import of JSON %s is refused', async (_, text, code) => {
  const product = await startWithShop();
  const folder = await receiveUpload(product, Buffer.from(text), { name: 'notes.json' });
  await expect(importFile(product, folder)).rejects.toMatchObject({ code });
  expect(await listTables('shop', product.runtime)).toEqual([]);
});

test('of two simultaneous requests to import one upload, the second is refused', async () => {
  const product = await startWithShop();
  const folder = await receiveUpload(product, ROWS);
  const request = () =>
    perform(importReceivedFile, { folder, database: 'shop', table: 'notes' }, shellActor(), product.runtime);
  const [first, second] = await Promise.allSettled([request(), request()]);
  expect(first).toMatchObject({ status: 'fulfilled', value: { records: 2 } });
  expect(second).toMatchObject({ status: 'rejected', reason: { code: 'unfinished_upload_gone' } });
});

test('keeps an incomplete upload, so that it can be resumed', async () => {
  const product = await startWithShop();
  const folder = await receiveUpload(product, ROWS.subarray(0, 9), { declaredBytes: ROWS.length });
  await expect(importFile(product, folder)).rejects.toMatchObject({ code: 'upload_incomplete' });
  expect((await product.runtime.unfinished.get(folder)).name).toBe('notes.csv');
});

test.each<[string, Partial<UploadedTable>, string]>([
  ['a damaged upload', { sha256: '0'.repeat(64) }, 'upload_damaged'],
  ['an upload with a malformed table name', { table: 'No' }, 'workbench_name_malformed'],
  ['an upload for an unknown database', { database: 'none' }, 'database_unknown'],
])('removes %s, and creates no table', async (_, declared, code) => {
  const product = await startWithShop();
  const folder = await receiveUpload(product, ROWS);
  await expect(importFile(product, folder, declared)).rejects.toMatchObject({ code });
  expect(await listTables('shop', product.runtime)).toEqual([]);
  expect(await product.runtime.unfinished.resumable()).toEqual([]);
});

async function runFromEditor(
  product: TestProduct,
  query: Partial<WrittenQuery['query']>,
  changes: Partial<WrittenQuery> = {},
) {
  const { runtime } = product;
  const blank = { database: 'sample_datasets', engine: 'duckdb', sql: '', export: null } as const;
  const complete = { ...blank, priority: 0, retryLimit: 0, ...query } as const;
  const id = await runWrittenQuery({ saved: null, at: null, query: complete, ...changes }, runtime);
  const job = await runtime.jobs.find(id);
  if (!job) throw new Error('no job');
  return product.run(job);
}

test('lists omit a database and a table that are deleted while the lists are read', async () => {
  const product = await startWithShop();
  const { workbench, engine } = product.runtime;
  for (const table of ['notes', 'old']) await importFile(product, await receiveUpload(product, ROWS), { table });
  const whileDeleting = async <T>(list: () => Promise<T>): Promise<T> => {
    await workbench.createDatabase('gone');
    const { databases } = workbench;
    vi.spyOn(workbench, 'databases').mockImplementationOnce(async () => {
      const names = await databases.call(workbench);
      await workbench.deleteDatabase('gone');
      return names;
    });
    return list();
  };
  const shown = { database: 'shop', sql: 'SHOW TABLES', plannedAt: 0 };
  expect((await whileDeleting(() => engine.records(shown, 10))).records).toEqual([['notes'], ['old']]);
  const { tables } = workbench;
  vi.spyOn(workbench, 'tables').mockImplementation(async (database) => {
    const found = await tables.call(workbench, database);
    for (const { table, path } of found) if (table === 'old') await rm(path);
    return found;
  });
  expect(await whileDeleting(() => listDatabases(product.runtime))).toMatchObject([
    { name: 'shop', tables: 1, records: 2 },
  ]);
});

test('sample queries run; only runs of unchanged saved queries are in their history', async () => {
  const product = await startProduct();
  const { runtime } = product;
  await loadSampleTables(runtime);
  const samples = await loadSampleQueries(runtime);
  expect(await loadSampleQueries(runtime)).toEqual(samples);
  for (const { name: _, ...query } of samples) {
    const { id } = query;
    expect(await runFromEditor(product, query, { saved: query })).toMatchObject({ state: 'success' });
    expect(await runFromEditor(product, query)).toMatchObject({ state: 'success' });
    expect(await runtime.plannedRuns.list({ kind: 'query', id }, { limit: 9 })).toHaveLength(1);
  }
});

test('a query that another person has changed is neither overwritten nor run instead of the edited one', async () => {
  const product = await startProduct();
  const { runtime } = product;
  await loadSampleTables(runtime);
  const query = { name: 'Daily', database: 'sample_datasets', engine: 'duckdb', sql: 'SELECT 1 AS loaded' } as const;
  const loaded = await saveQuery(runtime, query);
  const other = await saveCheckedQuery(runtime, { ...query, sql: 'SELECT 2 AS other' }, loaded.id);
  expect(other.updatedAt).toBeGreaterThan(loaded.updatedAt);

  const mine = { ...query, sql: 'SELECT 3 AS mine' };
  const save = (ifUpdatedAt: number) => saveCheckedQuery(runtime, mine, loaded.id, { ifUpdatedAt });
  await expect(save(loaded.updatedAt)).rejects.toMatchObject({ code: 'changed_meanwhile', params: { name: 'Daily' } });
  expect(await runtime.queries.get(loaded.id)).toMatchObject({ sql: other.sql });

  const job = await runFromEditor(product, { sql: loaded.sql }, { saved: loaded });
  expect((await previewResult(job, runtime)).columns).toMatchObject([{ name: 'loaded' }]);
  expect(await runtime.plannedRuns.list({ kind: 'query', id: loaded.id }, { limit: 9 })).toEqual([]);
  const saved = await save(other.updatedAt);
  expect(saved).toMatchObject({ sql: mine.sql });

  await runtime.queries.delete(saved.id);
  const after = await runFromEditor(product, { sql: mine.sql }, { saved });
  expect((await previewResult(after, runtime)).columns).toMatchObject([{ name: 'mine' }]);
});

test('previews the first records of a result, with the total', async () => {
  const product = await startProduct();
  await loadSampleTables(product.runtime);
  const sql = 'SELECT td_scheduled_time() AS planned, i, nullif(i, 1) AS n FROM range(1500) t(i) ORDER BY i';
  const job = await runFromEditor(product, { sql }, { at: 1_700_000_000_999 });
  const { columns, records, total } = await previewResult(job, product.runtime);
  expect(columns.map(({ name }) => name)).toEqual(['planned', 'i', 'n']);
  expect(records.slice(0, 2)).toEqual([
    ['1700000000', '0', '0'],
    ['1700000000', '1', null],
  ]);
  expect([records.length, total]).toEqual([1000, 1500]);
});

test('shortens long values in a preview, and shows fewer records if they are large', async () => {
  const product = await startProduct();
  await product.runtime.workbench.createDatabase('sample_datasets');
  const job = await runFromEditor(product, {
    sql: "SELECT i, rpad('', 900000, 'x') AS a FROM range(20) t(i) ORDER BY i",
  });
  const { records, total } = await previewResult(job, product.runtime);
  expect(records).toEqual(Array.from({ length: 8 }, (_, i) => [String(i), `${'x'.repeat(1000)}…`]));
  expect(total).toBe(20);
});
