import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textRows, workbookBytes } from '../adapters/xlsx/workbook.test-kit.ts';
import { runCommand } from './command-line.test-kit.ts';

/** Tests the commands for databases and tables, with one data folder for all tests. */

let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pintd-tables-'));
  await pintd(['db:create', 'test_db']);
});
afterAll(() => rm(dataDir, { recursive: true }));

function pintd(args: readonly string[]) {
  return runCommand(args, { env: { ...process.env, PINTD_DATA_DIR: dataDir } });
}

test('tables are created from files, listed and deleted', async () => {
  const file = join(dataDir, 'zip.tsv');
  await writeFile(file, 'zip\tn\n00501\t1\n10001\t2\n');
  expect(await pintd(['db:create', 'places'])).toMatchObject({ status: 0 });
  expect(JSON.parse((await pintd(['table:import', 'places', 'zips', file])).out)).toEqual({
    database: 'places',
    table: 'zips',
    records: 2,
    skipped: 0,
  });
  expect(JSON.parse((await pintd(['table:list', 'places', '--json'])).out)).toMatchObject([
    {
      name: 'zips',
      records: 2,
      columns: [
        { name: 'zip', type: 'VARCHAR' },
        { name: 'n', type: 'BIGINT' },
      ],
    },
  ]);
  expect(
    (await pintd(['query', '-d', 'test_db', '-w', '-f', 'tsv', 'SELECT zip FROM places.zips ORDER BY n'])).out,
  ).toBe('00501\n10001\n');
  expect(JSON.parse((await pintd(['db:list', '--json'])).out).map(({ name }: { name: string }) => name)).toContain(
    'places',
  );
  expect(await pintd(['table:delete', 'places', 'zips'])).toMatchObject({ status: 1 });
  expect(await pintd(['table:delete', 'places', 'zips', '--force'])).toMatchObject({ status: 0 });
  expect(await pintd(['db:delete', 'places', '--force'])).toMatchObject({ status: 0 });
  expect((await pintd(['db:create', '../places'])).err).toContain('is not a valid database name');
});

const SUMS_OF_SHOPS =
  'SELECT count(*), sum(n), count(DISTINCT name), sum(length(name) - length(CAST(n AS VARCHAR)) - 1) FROM shops';

test('a table is created from the rows below titles, and from a sheet of a workbook', async () => {
  const titled = join(dataDir, 'titled.csv');
  await writeFile(titled, 'Shops;;\nExported today;;\nzip;n;name\n00501;1;"two\nlines"\n;2;Ü\n');
  expect(await pintd(['db:create', 'titles'])).toMatchObject({ status: 0 });
  const create = (file: string, ...options: string[]) => pintd(['table:import', 'titles', 'shops', file, ...options]);
  const rows = async (columns: string) =>
    (await pintd(['query', '-d', 'titles', '-w', '-f', 'csv', `SELECT ${columns} FROM shops ORDER BY n`])).out;
  expect(JSON.parse((await create(titled, '--header-row', '3', '--delimiter', 'semicolon')).out)).toEqual({
    database: 'titles',
    table: 'shops',
    records: 2,
    skipped: 0,
  });
  expect(await rows('zip, name')).toBe('00501,"two\nlines"\n,Ü\n');
  expect((await create(titled, '--sheet', 'Shops')).err).toContain('Only Excel workbooks have sheets');

  await writeFile(titled, 'Report\r\n\r\nn\r\n\r\n1\r\n\r\n"2"\r\n\r\n');
  expect(JSON.parse((await create(titled, '--header-row', '2')).out)).toMatchObject({ records: 2, skipped: 0 });
  expect(await rows('n')).toBe('1\n2\n');

  // More than fits into one read, with line breaks in values and blank lines between the records.
  const many = Array.from({ length: 30_000 }, (_, n) => `${n};"${'x'.repeat(n % 99)}\n${n}"\n${'\n'.repeat(n % 3)}`);
  await writeFile(titled, `Shops\nn;name\n${many.join('')}`);
  expect(JSON.parse((await create(titled, '--header-row', '2')).out)).toMatchObject({ records: 30_000, skipped: 0 });
  const sums = await pintd(['query', '-d', 'titles', '-w', '-f', 'csv', SUMS_OF_SHOPS]);
  expect(sums.out).toBe('30000,449985000,30000,1469856\n');

  const book = join(dataDir, 'shops.xlsx');
  const sheet = (name: string, rows: string[][]) => ({ name, rows: textRows(rows) });
  const shops = sheet('Shops', [
    [],
    ['All shops'],
    [],
    ['n', 'name'],
    ['1', 'x, "y"\nz'],
    [],
    ['2'],
    ['3', 'c', 'extra'],
  ]);
  const sheets = [sheet('Large', [['n'], [], ...Array.from({ length: 9 }, (_, n) => [String(n)])]), shops];
  await writeFile(book, workbookBytes({ sheets }));
  const { out, err } = await create(book, '--sheet', 'shops');
  expect(JSON.parse(out)).toMatchObject({ records: 2, skipped: 1, workbook: { sheet: 'Shops' } });
  expect(err).toContain('1 line could not be read');
  expect(await rows('n, name')).toBe('1,"x, ""y""\nz"\n2,\n');
  expect((await create(book)).err).toContain('The sheet Large is read. Others: Shops.');
  expect(await rows('n')).toBe('0\n1\n2\n3\n4\n5\n6\n7\n8\n');
  expect((await create(book, '--sheet', 'None')).err).toContain('Large, Shops');
});

test.each([
  ['json', 'an array of objects', '[{"n":1},{"n":2}]\n', 'Write one object per line'],
  ['csv', 'a web page', '<html><table><tr><td>n</td></tr></table></html>\n', 'The file is a web page'],
])('a table is not created from a .%s file with %s', async (extension, _, content, message) => {
  await pintd(['db:create', 'formats']);
  const file = join(dataDir, `formats.${extension}`);
  await writeFile(file, content);
  const { status, err } = await pintd(['table:import', 'formats', 'records', file]);
  expect(status).toBe(1);
  expect(err).toContain(message);
  expect(JSON.parse((await pintd(['table:list', 'formats', '--json'])).out)).toEqual([]);
});

describe('an option that does not apply to the type of a file', () => {
  beforeAll(async () => {
    await pintd(['db:create', 'options']);
    await writeFile(join(dataDir, 'options.jsonl'), '{"n":1}\n');
    await writeFile(join(dataDir, 'options.parquet'), 'PAR1');
    const sheets = [{ name: 'Shops', rows: textRows([['em'], ['a@b.test']]) }];
    await writeFile(join(dataDir, 'options.xlsx'), workbookBytes({ sheets }));
  });

  test.each([
    ['jsonl', '--header-row', '2', 'a JSON Lines file'],
    ['jsonl', '--delimiter', 'tab', 'a JSON Lines file'],
    ['parquet', '--header-row', 'none', 'a Parquet file'],
    ['parquet', '--delimiter', 'comma', 'a Parquet file'],
    ['parquet', '--encoding', 'shift_jis', 'a Parquet file'],
    ['parquet', '--sheet', 'Orders', 'a Parquet file'],
    ['xlsx', '--delimiter', 'tab', 'an Excel workbook'],
    ['xlsx', '--encoding', 'shift_jis', 'an Excel workbook'],
  ])('is refused, for %s %s', async (extension, option, value, type) => {
    const file = join(dataDir, `options.${extension}`);
    const { status, err } = await pintd(['table:import', 'options', 'records', file, option, value]);
    expect(status).toBe(1);
    expect(err).toContain(`${option} does not apply to ${type}`);
    expect(JSON.parse((await pintd(['table:list', 'options', '--json'])).out)).toEqual([]);
  });

  test.each([
    ['delimiter', 'tab'],
    ['encoding', 'shift_jis'],
  ])('is refused by validate for a workbook: --%s', async (option, value) => {
    const file = join(dataDir, 'options.xlsx');
    const { status, out, err } = await pintd(['validate', file, `--${option}=${value}`]);
    expect([status, out]).toEqual([1, '']);
    expect(err).toContain('cannot be chosen for an Excel workbook');
  });
});

describe('a table from a file that is not UTF-8', () => {
  const names = ['Jörg', 'Anna', 'Müller', 'Eva', 'Ute'];
  const latin1 = Buffer.from(`n,name\n${names.map((name, n) => `${n},${name}\n`).join('')}`, 'latin1');

  beforeAll(async () => {
    await pintd(['db:create', 'encodings']);
  });

  test.each(['csv', 'jsonl'])('is not created from %s without the encoding', async (extension) => {
    const file = join(dataDir, `names.${extension}`);
    const objects = names.map((name) => JSON.stringify({ name })).join('\n');
    await writeFile(file, extension === 'csv' ? latin1 : Buffer.from(objects, 'latin1'));
    const { status, err } = await pintd(['table:import', 'encodings', 'names', file]);
    expect(status).toBe(1);
    expect(err).toContain('2 lines of the file are not UTF-8, but look like windows-1252. No table was created');
    expect(err).toContain('iconv -f windows-1252 -t UTF-8');
    expect(JSON.parse((await pintd(['table:list', 'encodings', '--json'])).out)).toEqual([]);
  });

  test.each([
    ['latin1', latin1, 'Jörg'],
    ['gb18030', Buffer.from('n,name\n0,\xcd\xf5\x86\xb4\n', 'latin1'), '王喆'],
    ['big5', Buffer.from('n,name\n0,\xb3\x5c\xa5\x5c\n', 'latin1'), '許功'],
    ['euc-kr', Buffer.from('n,name\n0,\xb1\xe8\n', 'latin1'), '김'],
    ['iso-2022-jp', Buffer.from('n,name\n0,\x1b$B;3ED\x1b(B\n', 'latin1'), '山田'],
  ])('is created with the encoding %s', async (encoding, bytes, name) => {
    const file = join(dataDir, 'encoded.csv');
    await writeFile(file, bytes);
    expect(await pintd(['table:import', 'encodings', 'encoded', file, '--encoding', encoding])).toMatchObject({
      status: 0,
    });
    const sql = 'SELECT name FROM encoded WHERE n = 0';
    expect((await pintd(['query', '-d', 'encodings', '-w', '-f', 'tsv', sql])).out).toBe(`${name}\n`);
  });
});
