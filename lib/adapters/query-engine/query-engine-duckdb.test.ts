import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../core/errors.ts';
import { WorkbenchFiles } from '../files/workbench-files.ts';
import { DuckdbEngine, type EngineSettings } from './query-engine-duckdb.ts';
import { refusal } from './refusal.test-kit.ts';

const SETTINGS: EngineSettings = { threads: 2, memoryBytes: 400_000_000, timeoutMs: 60_000 };
const LINES = ['a,zip,price,note', '1,007,1.50,"x, ""y"""', '2,,2.0,', '3,5'];

let folder: string;
let files: WorkbenchFiles;
let engine: DuckdbEngine;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pintd-engine-'));
  files = new WorkbenchFiles(join(folder, 'workbench'));
  engine = new DuckdbEngine(files, SETTINGS);
  await files.createDatabase('shop');
  await importLines('orders', LINES);
  return () => rm(folder, { recursive: true });
});

async function importLines(table: string, lines: readonly string[]) {
  const source = join(folder, `${table}.csv`);
  await writeFile(source, `${lines.join('\n')}\n`);
  const header = lines[0]?.split(',') ?? [];
  const target = files.draft('shop', table, 'draft');
  const format = { type: 'text', delimiter: ',', header, startsWithHeader: true } as const;
  const imported = await engine.import({ source, target, format });
  await files.publish(target, 'shop', table);
  return imported;
}

const ENDLESS = 'SELECT count(*) FROM range(1000000000000) t(i)';
const requestOf = (sql: string) => ({ database: 'shop', sql, plannedAt: 1_700_000_000 });

function csvOf(sql: string, duckdb = engine): Promise<string> {
  return duckdb.run(requestOf(sql), async ({ csv }) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of csv) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  });
}

describe('a table', () => {
  test('keeps values as text, and only canonical integers become numbers', async () => {
    const [orders] = await engine.inspect(await files.tables('shop'));
    expect(orders).toEqual({
      columns: [
        { name: 'a', type: 'BIGINT' },
        { name: 'zip', type: 'VARCHAR' },
        { name: 'price', type: 'VARCHAR' },
        { name: 'note', type: 'VARCHAR' },
      ],
      records: 3,
    });
    expect(await engine.records(requestOf('SELECT * FROM orders ORDER BY a'), 10)).toMatchObject({
      records: [
        ['1', '007', '1.50', 'x, "y"'],
        ['2', null, '2.0', null],
        ['3', '5', null, null],
      ],
    });
  });

  test('skips and counts unreadable lines', async () => {
    expect(await importLines('ragged', ['a,b', '1,2', '1,2,3', '4,5'])).toEqual({ records: 2, skipped: 1 });
  });

  test('gives columns with blank names unique names', async () => {
    await importLines('blank_names', [',Column_1,', 'x,y,z']);
    expect(await csvOf('SELECT * FROM blank_names')).toBe('column_1_2,Column_1,column_3\nx,y,z\n');
  });

  test('can be replaced while a query reads the old one', async () => {
    await importLines('busy', ['a', '1']);
    const sum = await engine.run(requestOf('SELECT sum(a) s FROM busy'), async ({ csv }) => {
      await importLines('busy', ['a', '2']);
      let text = '';
      for await (const chunk of csv) text += Buffer.from(chunk).toString();
      return text;
    });
    expect([sum, await csvOf('SELECT sum(a) s FROM busy')]).toEqual(['s\n1\n', 's\n2\n']);
  });

  test('can be created from JSON Lines and Parquet', async () => {
    const source = join(folder, 'events.jsonl');
    await writeFile(source, '{"id":"e1","items":[{"n":1}],"day":"2024-01-02"}\n{"id":"e2"}\n');
    const target = files.draft('shop', 'events', 'draft');
    expect(await engine.import({ source, target, format: { type: 'jsonl' } })).toEqual({ records: 2, skipped: 0 });
    await files.publish(target, 'shop', 'events');
    expect(await csvOf('SELECT id, items, day FROM events ORDER BY id')).toBe(
      'id,items,day\ne1,"[""{\\""n\\"":1}""]",2024-01-02\ne2,,\n',
    );
  });

  test('keeps the strings and digits of JSON Lines unchanged', async () => {
    const uuid = '9A595726-E8EE-4F88-AF58-E614BD7A981A';
    const lines = [
      `{"uuid":"${uuid}","day":"25-11-2025","at":"2026-11-29T10:00:00+09:00","time":"10:00","mixed":1,"n":12345678901234567890123,"x":1.25,"of":{"date":"25-11-2025","DATE of":"10:00"},"list":["2026-11-29 10:00:00"],"a/b~c":"10:00"}`,
      '{"mixed":"a","n":2,"x":-3}',
    ];
    const columns = 'uuid, day, at, time, mixed, n, x, of, list, "a/b~c"';
    const rows = `${uuid},25-11-2025,2026-11-29T10:00:00+09:00,10:00,1,12345678901234567890123,1.25,"{""date"":""25-11-2025"",""DATE of"":""10:00""}","[""2026-11-29 10:00:00""]",10:00\n,,,,a,2,-3,,,\n`;
    const source = join(folder, 'exact.jsonl');
    const importJsonLines = async (text: string) => {
      await writeFile(source, text);
      const target = files.draft('shop', 'exact', 'draft');
      expect(await engine.import({ source, target, format: { type: 'jsonl' } })).toMatchObject({ skipped: 0 });
      await files.publish(target, 'shop', 'exact');
    };
    await importJsonLines(`${lines.join('\n')}\n`);
    expect((await csvOf(`SELECT ${columns} FROM exact`)).split('\n').slice(1).join('\n')).toBe(rows);
    expect(await csvOf('SELECT sum(x) AS x FROM exact')).toBe('x\n-1.75\n');
    // Names that differ only in case.
    await importJsonLines(`${lines.join('\n')}\n{"UUID":"10:00","Uuid":7}\n`);
    expect((await csvOf(`SELECT ${columns} FROM exact`)).split('\n').slice(1).join('\n')).toBe(`${rows},,,,,,,,,\n`);
    expect(await csvOf('SELECT UUID_1, Uuid_2 FROM exact')).toBe('UUID_1,Uuid_2\n,\n,\n10:00,7\n');
    // Within objects and lists, where a member may have the name of a type.
    const user = '{"id":123456789012345678901234,"spent":9.5,"DATE":"25-11-2025"}';
    await importJsonLines(`{"user":${user},"n":[1.5,9007199254740993]}\n`);
    expect(await csvOf('SELECT * FROM exact')).toBe(
      'user,n\n"{""id"":""123456789012345678901234"",""spent"":9.5,""DATE"":""25-11-2025""}","[""1.5"",""9007199254740993""]"\n',
    );
    // Names like those that the engine gives to members that differ only in case, and lines that are not objects.
    await importJsonLines('{"a":9.5,"a_1":"10:00"}\n');
    expect(await csvOf('SELECT * FROM exact')).toBe('a,a_1\n9.5,10:00\n');
    await importJsonLines('{"a":"10:00","A":1.5,"A_1":2}\n');
    expect(await csvOf('SELECT * FROM exact')).toBe('a,A_1,A_1_1\n10:00,1.5,2\n');
    await importJsonLines('"10:00"\n{"json":2}\n');
    expect(await csvOf('SELECT * FROM exact')).toBe('json\n10:00\n"{""json"":2}"\n');
  });

  test('cannot be created from an unreadable file', async () => {
    const source = join(folder, 'broken.parquet');
    await writeFile(source, 'PAR1 nothing of the kind');
    const target = files.draft('shop', 'broken', 'draft');
    expect(await refusal(engine.import({ source, target, format: { type: 'parquet' } }))).toMatchObject({
      code: 'import_unreadable',
    });
    await files.discard(target);
  });
});

/** SQL expressions, and the CSV cells of their values. */
const CELLS: readonly (readonly [expression: string, cell: string])[] = [
  ['42', '42'],
  ['1.50', '1.50'],
  ['CAST(1.0 AS DOUBLE)', '1'],
  ['CAST(0.1 AS DOUBLE)', '0.1'],
  ['12345678901234567890', '12345678901234567890'],
  ['true', 'true'],
  ['NULL', ''],
  ["''", ''],
  ["'a,b'", '"a,b"'],
  ['\'say "hi"\'', '"say ""hi"""'],
  ["'two\nlines'", '"two\nlines"'],
  ["DATE '2024-02-03'", '2024-02-03'],
  ["TIMESTAMP '2024-02-03 04:05:06.7'", '2024-02-03 04:05:06.700'],
  ["TIMESTAMPTZ '2024-02-03 04:05:06+09:00'", '2024-02-02 19:05:06.000 UTC'],
  ["['a', NULL, 'b']", '"[""a"",""\\\\N"",""b""]"'],
  ['[1, 2]', '"[""1"",""2""]"'],
  ["{'x': 1}", '"{""x"":1}"'],
  ["to_utf8('a')", '61'],
  ["TIMESTAMP '2024-02-03 04:05:06.123456'", '2024-02-03 04:05:06.123456'],
  ["TIME '01:02:03'", '01:02:03.000'],
  ["INTERVAL '-90' MINUTE", '-0 01:30:00.000'],
  ["INTERVAL '14' MONTH", '1-2'],
  ["CAST('-inf' AS DOUBLE)", '-Infinity'],
  ['1e999', 'Infinity'],
  ["$$if(a, b); it's$$", '"if(a, b); it\'s"'],
  [String.raw`E'\'if(a, b);'`, '"\'if(a, b);"'],
  [
    "{'d': 1.50, 'l': [1, NULL], 'n': CAST('nan' AS DOUBLE), 't': TIMESTAMP '2024-02-03 04:05:06', 'b': 9007199254740993}",
    '"{""d"":""1.50"",""l"":[1,null],""n"":""NaN"",""t"":""2024-02-03 04:05:06.000"",""b"":9007199254740993}"',
  ],
  ["map(ARRAY[1], ARRAY[DATE '2024-02-03'])", '"{""1"":""2024-02-03""}"'],
];

describe('in one row', () => {
  let cells: readonly string[];
  beforeAll(async () => {
    const between = 'between two cells';
    const columns = CELLS.map(([expression], index) => `'${between}' AS b${index}, ${expression} AS c${index}`);
    const [, row = ''] = (await csvOf(`SELECT ${columns.join(',\n')}, '${between}' AS x`)).split(/(?<=,x)\n/);
    cells = row.split(between).map((cell) => cell.replace(/^,|,$/g, ''));
  });

  test.each(CELLS.map(([expression, cell], index) => ({ expression, cell, index })))(
    '$expression is rendered as $cell',
    ({ cell, index }) => expect(cells[index + 1]).toBe(cell),
  );
});

test.each([
  ["SELECT count(*), 1 AS one, 'x', a + 1 FROM orders GROUP BY a", '_col0,one,_col2,_col3'],
  ['SELECT a, *, upper(note) FROM orders', 'a,a,zip,price,note,_col5'],
  ['SELECT true UNION ALL SELECT false', '_col0'],
  ['WITH t AS (SELECT 1 AS x) SELECT t.x, transform(ARRAY[x], y -> y) FROM t', 'x,_col1'],
  ['VALUES (1, 2), (3, 4) ORDER BY 1 LIMIT 1', '_col0,_col1'],
  ['VALUES 1 UNION ALL SELECT 2 AS a', '_col0'],
  ['SELECT a, t.*, a FROM (SELECT 2 AS a, count(*)) AS t', 'a,a,_col2,a'],
  ['SELECT * FROM (VALUES (1, 2)) AS t (a, b)', 'a,b'],
  ['SELECT * FROM orders, (VALUES (1, 2)) AS t (a, b)', 'a,zip,price,note,a,b'],
])('columns of %s are named as in Presto', async (sql, names) => {
  expect((await engine.columns(requestOf(sql))).map(({ name }) => name).join()).toBe(names);
});

test('a row whose only cell is missing is still a row', async () => {
  expect(await csvOf('SELECT zip FROM orders ORDER BY a')).toBe('zip\n007\n""\n5\n');
});

test.each([
  ["SELECT json_parse('{}') AS j", 'j\n{}\n'],
  ["SELECT json_extract('no json', '$.a') AS j", 'j\n""\n'],
  [`SELECT CAST('a,b' AS JSON) AS j, json_extract('{"a":[1]}', '$.a') AS k`, 'j,k\n"""a,b""",[1]\n'],
])('values of type JSON are written as text: %s', async (sql, text) => {
  expect(await csvOf(sql)).toBe(text);
});

test('a result can have a thousand columns', async () => {
  const columns = Array.from({ length: 1000 }, (_, index) => `a + ${index} AS c${index}`);
  const [, line = ''] = (await csvOf(`SELECT ${columns.join(', ')} FROM orders ORDER BY a LIMIT 1`)).split('\n');
  const [first = 0, ...others] = line.split(',').map(Number);
  expect(others).toEqual(Array.from({ length: 999 }, (_, index) => first + index + 1));
});

test('records are in the requested order, although several threads make them', async () => {
  const text = await csvOf('SELECT i, hash(i) AS h FROM range(150000) t(i) ORDER BY h DESC');
  const hashes = text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => BigInt(line.split(',')[1] ?? ''));
  expect(hashes).toHaveLength(150_000);
  expect(hashes.every((hash, index) => index === 0 || hash <= (hashes[index - 1] ?? 0n))).toBe(true);
});

describe('columns with the same name', () => {
  test('are numbered only on request', async () => {
    const take = async ({ columns }: { columns: readonly { name: string }[] }) => columns.map(({ name }) => name);
    expect(await engine.run(requestOf('SELECT 1 AS id, 2 AS ID, 3 AS id'), take, { uniqueNames: true })).toEqual([
      'id',
      'ID_2',
      'id_3',
    ]);
    expect(await engine.run(requestOf('SELECT 1 AS id, 2 AS id'), take)).toEqual(['id', 'id']);
  });
});

test.each<[sql: string, code: string, params: object]>([
  ['SELECT foo(1)', 'query_function_unknown', { name: 'foo', line: 1, column: 8 }],
  ["SELECT if(1 = 2, 'ü'),\n foo(1)", 'query_function_unknown', { name: 'foo', line: 2, column: 2 }],
  [
    'SELECT 1,\n TD_SESSIONIZE(a, 60, zip) FROM orders',
    'query_function_unsupported',
    { name: 'TD_SESSIONIZE', line: 2 },
  ],
  ["SELECT TD_PARSE_USER_AGENT('x')", 'query_function_unsupported', { line: 1, column: 8 }],
  ['SELECT array_sort(ARRAY[1], (x, y) -> 1)', 'query_function_unsupported', { name: 'array_sort', instead: 'none' }],
  ["SELECT json_value('{}', 'lax $')", 'query_function_unsupported', { instead: 'json_extract_scalar(j, path)' }],
  ['SELECT from_base(note, 16) FROM orders', 'query_value', { line: 0 }],
  ['SELECT from_base64url(note) FROM orders', 'query_value', { line: 0 }],
  ["SELECT from_base64url('YWJjZ')", 'query_value', { line: 0 }],
  ["SELECT from_base64url('YWI===')", 'query_value', { line: 0 }],
  ["SELECT from_big_endian_64(from_hex('000000000000000100'))", 'query_value', { line: 0 }],
  ["SELECT reduce(ARRAY[1], '', (s, x) -> s || x, s -> s)", 'query_reduce', {}],
  ['SELECT k FROM UNNEST(map(ARRAY[1], ARRAY[2])) AS t(k, v)', 'query_unnest', { line: 1, column: 15 }],
  ['SELECT abs(x -> 1)', 'query_lambda', {}],
  ["SELECT CAST('10.0.0.1' AS IPADDRESS)", 'query_type_unknown', { name: 'IPADDRESS', line: 1 }],
  ['SELECT nope FROM orders', 'query_column_unknown', { name: 'nope', line: 1, column: 8 }],
  ['SELECT * FROM nope', 'query_table_unknown', { name: 'nope', line: 1, column: 15 }],
  ['SELECT * FROM other_db.nope', 'query_table_unknown', { line: 1, column: 15 }],
  ['SELECT FROM', 'query_syntax', { line: 1 }],
  ['SELECT td_time_range()', 'query_arguments', { name: 'td_time_range', line: 1, column: 8 }],
  ['SELECT CAST(note AS BIGINT) FROM orders', 'query_value', { line: 0 }],
  ['SELECT ?', 'query_parameters', {}],
  ['INSERT INTO orders VALUES (1)', 'query_only_select', { line: 1, column: 1 }],
  ["SELECT * FROM read_csv('/etc/passwd')", 'query_not_allowed', {}],
  ["SELECT * FROM read_text('/etc/hosts')", 'query_not_allowed', {}],
  ["SELECT * FROM glob('/*')", 'query_not_allowed', {}],
  ["COPY (SELECT 1) TO '/tmp/out.csv'", 'query_only_select', {}],
  ["ATTACH '/tmp/other.duckdb'", 'query_only_select', {}],
  ['SELECT list(i) FROM range(100000000) t(i)', 'query_out_of_memory', {}],
  ['SELECT * FROM duckdb_settings()', 'query_function_closed', { name: 'duckdb_settings' }],
  ["SELECT 1,\n current_setting('temp_directory')", 'query_function_closed', { name: 'current_setting', line: 2 }],
  ["SELECT path FROM E'duckdb\\x5fdatabases'", 'query_function_closed', { name: 'duckdb_databases' }],
  ["FROM histogram('duckdb_' || 'databases', path)", 'query_function_closed', { name: 'duckdb_databases' }],
  ['FROM "query"(\'SELECT 1\')', 'query_function_closed', { name: 'query', line: 1, column: 6 }],
  // A forbidden call is refused wherever the engine finds it, however its text is written.
  ...[
    "SELECT $$'$$,\n current_setting('temp_directory')",
    "SELECT E'\\'',\n current_setting('temp_directory')",
    "SELECT /* /* */ ' */\n current_setting('temp_directory') --'",
    "SELECT 1,\n 2 --\r, current_setting('temp_directory')",
    'SELECT\n "CURRENT_setting"\t/**/--\n\u00a0\u2003(\'temp_directory\')',
    "SELECT\n system.main.current_setting('temp_directory')",
    "SELECT\n CAST(current_setting('temp_directory') AS BIGINT)",
    "SELECT ('temp_directory').\n current_setting()",
    "SELECT [\n current_setting('temp_directory') FOR x IN [1]]",
    "SELECT list_transform([1], lambda x:\n current_setting('temp_directory'))",
    "SELECT COLUMNS(*)::VARCHAR ||\n current_setting('temp_directory') FROM orders",
    "SELECT * REPLACE (\n current_setting('temp_directory') AS note) FROM orders",
    "SELECT count(*) OVER (ORDER BY\n current_setting('temp_directory'))",
    "SELECT 1 LIMIT length(\n current_setting('temp_directory'))",
    "WITH t AS MATERIALIZED (SELECT\n current_setting('temp_directory') AS x) FROM t",
    "SUMMARIZE SELECT\n current_setting('temp_directory') AS x",
    "PIVOT orders ON a IN (1) USING first(\n current_setting('temp_directory'))",
  ].map(
    (sql) => [sql, 'query_function_closed', { name: 'current_setting', line: 2 }] satisfies [string, string, object],
  ),
  // A query that is a value is not executed, either.
  [
    "SELECT json_serialize_plan('SELECT current_setting(''temp_directory'')', optimize := true)",
    'query_function_closed',
    { name: 'json_serialize_plan' },
  ],
  ["FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))", 'query_function_closed', { line: 1, column: 6 }],
])('%j is refused as %s', async (sql, code, params) => {
  const refused = await refusal(engine.records(requestOf(sql), 10));
  expect(refused).toMatchObject({ code, params });
  expect(JSON.stringify(refused)).not.toContain('x, \\"y');
  expect(JSON.stringify(refused)).not.toContain(folder);
});

test('the spill folder of a query is removed after it', async () => {
  const spills = join(files.root, '.spill');
  await engine.run(requestOf('SELECT 1 AS x'), async ({ csv }) => {
    const [own = ''] = await readdir(spills);
    await writeFile(join(spills, own, 'duckdb_temp_storage-0.tmp'), 'spilled');
    for await (const _ of csv);
  });
  expect(await readdir(spills)).toEqual([]);
});

test('the spill folders of processes that have exited are removed, but not those of other machines', async () => {
  const own = basename(await files.createSpillFolder());
  const spills = join(files.root, '.spill');
  const [role, machine, , ...id] = own.split('-');
  const impossiblePid = 99_999_999;
  const nameOn = (anyMachine = '') => [role, anyMachine, impossiblePid, ...id].join('-');
  const foreign = nameOn('another');
  for (const name of [nameOn(machine), foreign]) await mkdir(join(spills, name));
  const next = basename(await files.createSpillFolder());
  expect((await readdir(spills)).sort()).toEqual([own, next, foreign].sort());
  for (const name of [own, next, foreign]) await rm(join(spills, name), { recursive: true });
});

test('aborting a query whose result is complete does not end the next one', async () => {
  const abort = new AbortController();
  const drain = async ({ csv }: { csv: AsyncIterable<Uint8Array> }) => {
    for await (const _ of csv);
    abort.abort(new Error('enough'));
  };
  await engine.run(requestOf('SELECT 1 AS a'), drain, { signal: abort.signal });
  expect(await csvOf('SELECT 2 AS b')).toBe('b\n2\n');
});

test('aborting ends a query immediately', async () => {
  const abort = new AbortController();
  const running = engine.run(
    requestOf(ENDLESS),
    async ({ csv }) => {
      abort.abort(new Error('enough'));
      for await (const _ of csv);
    },
    { signal: abort.signal },
  );
  await expect(running).rejects.toThrow('enough');
});

test('a query ends after its timeout', async () => {
  const hasty = new DuckdbEngine(files, { ...SETTINGS, timeoutMs: 500 });
  expect(await refusal(csvOf(ENDLESS, hasty))).toEqual({ code: 'query_timeout', params: { seconds: 0.5 } });
});

test('previews truncate long values, and omit records that would fill the memory', async () => {
  const long = await engine.records(requestOf("SELECT rpad('', 500000, 'é😀') AS a, NULL AS b FROM range(100)"), 100);
  expect(long.records).toEqual(Array.from({ length: 100 }, () => [`${'é😀'.repeat(333)}é…`, null]));
  const wide = Array.from({ length: 300 }, (_, index) => `rpad('', CAST(900 + i AS INTEGER), 'x') AS c${index}`);
  const { records } = await engine.records(requestOf(`SELECT ${wide.join(', ')} FROM range(100) t(i)`), 100);
  expect(records.flat().join('').length).toBeLessThan(8_000_000);
  expect(records.length).toBeGreaterThan(20);
});

test('long values are written completely', async () => {
  const text = await csvOf("SELECT i, rpad('', 3000000, 'x') AS a FROM range(20) t(i)");
  // Each line also has a digit, a comma and a line feed; the last ten lines have a second digit.
  expect(text.length).toBe('i,a\n'.length + 20 * (3_000_000 + 3) + 10);
});

test('columns that do not fit into a message are refused', async () => {
  const stars = Array.from({ length: 40 }, () => 'o.*').join(', ');
  const wide = Array.from({ length: 2 }, (_, index) => `1 AS ${'c'.repeat(210_000)}${index}`).join(', ');
  const sql = `SELECT ${stars} FROM (SELECT ${wide}) AS o`;
  expect(await refusal(engine.columns(requestOf(sql)))).toMatchObject({ code: 'query_answer_too_large' });
});

describe('a file from elsewhere', () => {
  async function publishFile(table: string, statements: readonly string[]) {
    const draft = files.draft('shop', table, 'draft');
    const instance = await DuckDBInstance.create(draft);
    const connection = await instance.connect();
    for (const statement of statements) await connection.run(statement);
    connection.closeSync();
    instance.closeSync();
    await files.publish(draft, 'shop', table);
    return files.table('shop', table);
  }

  test('is not a table if its records are a view', async () => {
    await writeFile(join(folder, 'secret.csv'), 'token\ncanary-of-a-file\n');
    const secret = join(folder, 'secret.csv');
    const view = await publishFile('only_view', [`CREATE VIEW records AS FROM read_csv('${secret}')`]);
    const orders = await files.table('shop', 'orders');
    const [inspectedView, inspectedOrders] = await engine.inspect([view, orders]);
    expect([inspectedView, inspectedOrders?.records]).toEqual([{ columns: [], records: 0 }, 3]);
    const unreadable = { code: 'table_unreadable', params: { name: 'shop.only_view' } };
    expect(await refusal(engine.records(requestOf('SELECT * FROM only_view'), 10))).toEqual(unreadable);
    await files.deleteTable('shop', 'only_view');
  });

  test('is not a table if it is not a database file', async () => {
    const draft = files.draft('shop', 'garbage', 'draft');
    await writeFile(draft, 'SQLite format 3\0'.padEnd(4096, '\0'));
    await files.publish(draft, 'shop', 'garbage');
    expect(await engine.inspect([await files.table('shop', 'garbage')])).toEqual([{ columns: [], records: 0 }]);
    await files.deleteTable('shop', 'garbage');
  });
});

test('three previews run at a time, thirty wait, and others are refused', async () => {
  const busy = new DuckdbEngine(files, SETTINGS);
  const leaving = new AbortController();
  const calls = Array.from({ length: 3 + 30 + 1 }, () => refusal(busy.records(requestOf(ENDLESS), 1, leaving.signal)));
  // Any of the requests may be the refused one, because the order depends on the file system.
  expect(await Promise.race(calls)).toEqual({ code: 'query_engine_busy', params: {} });
  await expect.poll(async () => (await readdir(join(files.root, '.spill'))).length).toBe(3);
  leaving.abort(new UserError('left'));
  const codes = (await Promise.all(calls)).map(({ code }) => code);
  expect(codes.toSorted()).toEqual([...Array.from({ length: 33 }, () => 'left'), 'query_engine_busy']);
  expect(await busy.columns(requestOf('SELECT 1 AS a'))).toEqual([{ name: 'a', type: 'INTEGER' }]);
});

describe('a query that fails after its first records', () => {
  const FAILING: readonly (readonly [sql: string, code: string])[] = [
    ["SELECT CAST(if(i = 90000, 'x', CAST(i AS VARCHAR)) AS BIGINT) AS a FROM range(100000) t(i)", 'query_value'],
    ["SELECT if(i = 99999, error('end'), i) AS a FROM range(100000) t(i)", 'query_value'],
    ['SELECT CAST(i AS TINYINT) AS a FROM range(100000) t(i)', 'query_value'],
  ];

  test.each(FAILING)('%s has no result', async (sql, code) => {
    expect(await refusal(csvOf(sql))).toMatchObject({ code });
  });

  test.each(FAILING)('%s has no preview', async (sql, code) => {
    expect(await refusal(engine.records(requestOf(sql), 100_000))).toMatchObject({ code });
  });
});

describe('a request leaves nothing behind for the next request in its process', () => {
  const GOOD = requestOf('SELECT i, td_scheduled_time() AS planned FROM range(3) t(i)');
  /** Fails after it has written records. */
  const FAILS_LATE =
    "SELECT CAST(CASE WHEN i = 90000 THEN 'x' ELSE CAST(i AS VARCHAR) END AS BIGINT) AS a FROM range(100000) t(i)";
  const BEFORE: readonly (readonly [name: string, run: (duckdb: DuckdbEngine) => Promise<unknown>])[] = [
    ['a result', (duckdb) => duckdb.run({ ...GOOD, plannedAt: 1 }, ({ csv }) => Array.fromAsync(csv))],
    ['a preview', (duckdb) => duckdb.records(requestOf('SELECT rand() AS r'), 1)],
    ['a preview that is refused', (duckdb) => refusal(duckdb.columns(requestOf('SELECT nothing')))],
    ['a result that fails in the middle', (duckdb) => refusal(csvOf(FAILS_LATE, duckdb))],
    [
      'a result that is never read',
      (duckdb) => duckdb.run(requestOf('SELECT i FROM range(900000) t(i)'), async () => {}),
    ],
    [
      'a result that is only partly read',
      (duckdb) =>
        duckdb.run(
          requestOf('SELECT i FROM range(900000) t(i)'),
          async ({ csv }) => void (await csv[Symbol.asyncIterator]().next()),
        ),
    ],
    [
      'a result whose consumer fails',
      (duckdb) => refusal(duckdb.run(GOOD, () => Promise.reject(new UserError('taken')))),
    ],
    [
      'a preview that was aborted',
      (duckdb) => refusal(duckdb.records(requestOf(ENDLESS), 1, AbortSignal.timeout(300))),
    ],
  ];

  test.each(BEFORE)('%s', async (_, run) => {
    const reused = new DuckdbEngine(files, SETTINGS);
    await reused.columns(requestOf('SELECT 1 AS a'));
    await run(reused);
    const planned = 'i,planned\n0,1700000000\n1,1700000000\n2,1700000000\n';
    expect([await csvOf(GOOD.sql, reused), await csvOf(GOOD.sql, reused)]).toEqual([planned, planned]);
  });
});

test('calls can be nested up to the limit', async () => {
  const sql = `SELECT ${'if(1 = 2, 1, '.repeat(500)}7${')'.repeat(500)} AS x`;
  expect(await csvOf(sql)).toBe('x\n7\n');
  for (const deep of [`SELECT ${'if('.repeat(300_000)}`, `SELECT 1${'+1'.repeat(5000)}`])
    expect(await refusal(engine.columns(requestOf(deep)))).toMatchObject({ code: 'query_too_nested' });
});

test('SHOW TABLES lists the tables of the database', async () => {
  expect((await engine.records(requestOf('SHOW TABLES'), 100)).records.flat()).toContain('orders');
});
