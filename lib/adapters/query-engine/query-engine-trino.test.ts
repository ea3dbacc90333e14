import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  plainType,
  rowType,
  type TrinoColumnJson,
  type TrinoScript,
  TrinoStandIn,
  trinoColumn,
  typeOf,
} from '../../../tests/kit/trino-server.ts';
import type { UserError } from '../../core/errors.ts';
import { TrinoEngine, type TrinoSettings } from './query-engine-trino.ts';
import { refusal } from './refusal.test-kit.ts';

/** These tests use a stand-in that implements the documented protocol, not a real Trino. */

const PASSWORD = 'correct horse';
const COLUMN_N = trinoColumn('n', 'bigint');

let server: TrinoStandIn;
let script: (sql: string) => TrinoScript;
const engines: TrinoEngine[] = [];

beforeEach(async () => {
  server = await TrinoStandIn.start((sql) => script(sql));
});

afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close();
  await server.close();
});

function engine(settings: Partial<TrinoSettings> = {}): TrinoEngine {
  const trino = new TrinoEngine(
    { url: server.url, user: 'reader', catalog: 'lake', dialect: 'trino', timeoutMs: 60_000, ...settings },
    { sleep: (_, signal) => nextTurn(undefined, { signal }) },
  );
  engines.push(trino);
  return trino;
}

const requestOf = (sql = 'SELECT 1') => ({ database: 'shop', sql, plannedAt: 1_700_000_000 });

async function textOf(csv: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of csv) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const csvOf = (trino = engine(), sql?: string) => trino.run(requestOf(sql), ({ csv }) => textOf(csv));

function scriptResult(columns: readonly TrinoColumnJson[], ...pages: readonly string[]): void {
  script = () => ({ columns, pages });
}

const rowSignature = rowType({
  id: plainType('bigint'),
  at: plainType('timestamp(3)'),
  'the "rest"': typeOf('array', plainType('double')),
});

test.each<[type: string, json: string, cell: string, signature?: TrinoColumnJson['typeSignature']]>([
  ['boolean', 'true', 'true'],
  ['tinyint', '-7', '-7'],
  ['bigint', '9223372036854775807', '9223372036854775807'],
  ['bigint', '-9007199254740993', '-9007199254740993'],
  ['decimal(38,10)', '"1234567890123456789012345678.0000000010"', '1234567890123456789012345678.0000000010'],
  ['decimal(20,2)', '123456789012345678.10', '123456789012345678.10'],
  ['double', '1.0', '1'],
  ['double', '0.1', '0.1'],
  ['double', '1.0E10', '10000000000'],
  ['double', '-1.5E-7', '-1.5e-7'],
  ['double', '"NaN"', 'NaN'],
  ['double', '"-Infinity"', '-Infinity'],
  ['real', '3.4', '3.4'],
  ['varchar', '""', ''],
  ['varchar(9)', '"a, \\"b\\"\\nc"', '"a, ""b""\nc"'],
  ['varchar', '"12345678901234567890123"', '12345678901234567890123'],
  ['char(3)', '"a  "', 'a  '],
  ['varbinary', '"AP+g"', '00ffa0'],
  ['date', '"2024-02-03"', '2024-02-03'],
  ['time(3)', '"04:05:06.700"', '04:05:06.700'],
  ['time(3) with time zone', '"04:05:06.000+09:00"', '04:05:06.000+09:00'],
  ['timestamp(3)', '"2024-02-03 04:05:06.700"', '2024-02-03 04:05:06.700'],
  ['timestamp(12)', '"2024-02-03 04:05:06.123456789012"', '2024-02-03 04:05:06.123456789012'],
  ['timestamp(3) with time zone', '"2024-02-03 04:05:06.000 UTC"', '2024-02-03 04:05:06.000 UTC'],
  ['timestamp(3) with time zone', '"2024-02-03 04:05:06.250 +09:00"', '2024-02-03 04:05:06.250 +09:00'],
  [
    'timestamp(12) with time zone',
    '"2024-02-03 04:05:06.000000000001 Asia/Tokyo"',
    '2024-02-03 04:05:06.000000000001 Asia/Tokyo',
  ],
  ['timestamp(0) with time zone', '"2024-11-03 01:30:00 America/New_York"', '2024-11-03 01:30:00 America/New_York'],
  ['interval day to second', '"2 00:00:00.000"', '2 00:00:00.000'],
  ['uuid', '"12151fd2-7586-11e9-8f9e-2a86e4085a59"', '12151fd2-7586-11e9-8f9e-2a86e4085a59'],
  ['ipaddress', '"10.0.0.1"', '10.0.0.1'],
  ['json', '"{\\"a\\":12345678901234567890}"', '"{""a"":12345678901234567890}"'],
  ['unknown', 'null', ''],
  ['array(varchar)', '["a",null,"b"]', '"[""a"",""\\\\N"",""b""]"', typeOf('array', plainType('varchar'))],
  ['array(bigint)', '[9007199254740993,2]', '"[""9007199254740993"",""2""]"', typeOf('array', plainType('bigint'))],
  [
    'array(array(date))',
    '[["2024-02-03"]]',
    '"[""[\\""2024-02-03\\""]""]"',
    typeOf('array', typeOf('array', plainType('date'))),
  ],
  [
    'map(varchar,bigint)',
    '{"b":9007199254740993,"a":null}',
    '"{""b"":9007199254740993,""a"":null}"',
    typeOf('map', plainType('varchar'), plainType('bigint')),
  ],
  [
    'row(id bigint, …)',
    '[9007199254740993,"2024-02-03 04:05:06.000",[1.0,"NaN",null]]',
    '"{""id"":9007199254740993,""at"":""2024-02-03 04:05:06.000"",""the \\""rest\\"""":[1,""NaN"",null]}"',
    rowSignature,
  ],
])('a %s received as %s is rendered as %j', async (type, json, cell, signature) => {
  scriptResult([COLUMN_N, trinoColumn('v', type, signature)], `[[0,${json}]]`);
  expect(await csvOf()).toBe(`n,v\n0,${cell}\n`);
});

test.each<[string, string, TrinoColumnJson['typeSignature']?]>([
  ['the members of a row, as in Presto', 'row(…)', rowOfTexts({ id: 'bigint', '"raw"': 'varbinary' })],
  ['a whole type', 'row("id" bigint,"""raw""" varbinary)'],
])('parses types that are given as text: %s', async (_, type, typeSignature) => {
  script = () => ({ columns: [COLUMN_N, { name: 'v', type, typeSignature }], pages: ['[[0,[1,"AP+g"]]]'] });
  const cell = JSON.stringify({ id: 1, '"raw"': '00ffa0' }).replaceAll('"', '""');
  expect(await csvOf()).toBe(`n,v\n0,"${cell}"\n`);
});

function rowOfTexts(fields: Readonly<Record<string, string>>): TrinoColumnJson['typeSignature'] {
  const parts = Object.entries(fields).map(([name, typeSignature]) => ({ fieldName: { name }, typeSignature }));
  return { rawType: 'row', arguments: parts.map((value) => ({ kind: 'NAMED_TYPE_SIGNATURE', value })) };
}

test('a missing value is an empty cell, and a row whose only cell is missing is still a row', async () => {
  scriptResult([trinoColumn('a "b"', 'varchar')], '[["x"],[null]]', '[[""]]');
  expect(await csvOf()).toBe('"a ""b"""\nx\n""\n""\n');
});

test('pages of a result are fetched on demand', async () => {
  const drawn = { pages: 0 };
  const page = `[${Array.from({ length: 1000 }, (_, index) => `[${index}]`).join(',')}]`;
  function* pages() {
    for (; drawn.pages < 200; drawn.pages++) yield page;
  }
  script = () => ({ columns: [COLUMN_N], pages: pages() });
  const ahead: number[] = [];
  const result = await engine().run(requestOf(), async ({ columns, csv, records }) => {
    let [bytes, chunks] = [0, 0];
    for await (const chunk of csv) {
      bytes += chunk.length;
      await nextTurn();
      ahead.push(drawn.pages - chunks++);
    }
    return { columns, bytes, records: records() };
  });
  const pageBytes = 10 * '0\n'.length + 90 * '10\n'.length + 900 * '100\n'.length;
  const bytes = 'n\n'.length + 200 * pageBytes;
  expect(result).toEqual({ columns: [{ name: 'n', type: 'bigint' }], bytes, records: 200_000 });
  expect(Math.max(...ahead)).toBeLessThanOrEqual(1);
});

test('columns can be read without the records', async () => {
  scriptResult([COLUMN_N, trinoColumn('n', 'array(varchar)', typeOf('array', plainType('varchar')))]);
  expect(await engine().columns(requestOf('SELECT 1 AS n, a AS n FROM t -- all;'))).toEqual([
    { name: 'n', type: 'bigint' },
    { name: 'n', type: 'array(varchar)' },
  ]);
  expect(server.received[0]?.sql).toBe('SELECT * FROM (\nSELECT 1 AS n, a AS n FROM t -- all;\n) AS q LIMIT 0');
});

test('columns with the same name are numbered on request', async () => {
  scriptResult([COLUMN_N, COLUMN_N], '[[1,2]]');
  const result = await engine().run(requestOf(), ({ csv }) => textOf(csv), { uniqueNames: true });
  expect(result).toBe('n,n_2\n1,2\n');
});

test('reads the first records, and stops the query', async () => {
  scriptResult([COLUMN_N], '[[1],[2]]', '[[3],[null]]', '[[5]]');
  expect(await engine().records(requestOf(), 3)).toEqual({
    columns: [{ name: 'n', type: 'bigint' }],
    records: [['1'], ['2'], ['3']],
  });
  expect(server.received[0]).toMatchObject({ pagesSent: 2, isStopped: true });
});

describe('request headers', () => {
  beforeEach(() => scriptResult([COLUMN_N], '[[1]]'));

  test.each<[Partial<TrinoSettings>, Record<string, string>]>([
    [{}, { 'x-trino-user': 'reader', 'x-trino-catalog': 'lake', 'x-trino-schema': 'shop', 'x-trino-time-zone': 'UTC' }],
    [{ dialect: 'presto' }, { 'x-presto-user': 'reader', 'x-presto-schema': 'shop' }],
    [{ password: PASSWORD }, { authorization: `Basic ${btoa(`reader:${PASSWORD}`)}` }],
    [{ token: 'ey.J.x' }, { authorization: 'Bearer ey.J.x' }],
  ])('with %j', async (settings, headers) => {
    await csvOf(engine(settings));
    expect(server.received[0]?.headers).toMatchObject(headers);
    expect(Object.keys(server.received[0]?.headers ?? {}).some((name) => name.startsWith('x-presto-'))).toBe(
      settings.dialect === 'presto',
    );
  });

  test('a schema name that is not a valid header value is unknown', async () => {
    const run = engine().run({ ...requestOf(), database: 'a\nb: c' }, ({ csv }) => textOf(csv));
    expect((await refusal(run)).code).toBe('trino_schema_unknown');
    expect(server.received).toEqual([]);
  });
});

describe('a query is stopped on the server', () => {
  function* endless() {
    for (let n = 0; ; n++) yield `[[${n}]]`;
  }
  beforeEach(() => {
    script = () => ({ columns: [COLUMN_N], pages: endless() });
  });

  test('when it is killed', async () => {
    const kill = new AbortController();
    const running = engine().run(
      requestOf(),
      async ({ csv }) => {
        for await (const _ of csv) if (server.received[0]?.pagesSent === 5) kill.abort(new Error('killed'));
      },
      { signal: kill.signal },
    );
    await expect(running).rejects.toThrow('killed');
    expect(server.received[0]?.isStopped).toBe(true);
  });

  test('when it is killed before its first response', async () => {
    const kill = new AbortController();
    const trino = engine();
    script = () => {
      kill.abort(new Error('killed'));
      return { columns: [COLUMN_N], pages: endless() };
    };
    await expect(trino.columns(requestOf(), kill.signal)).rejects.toThrow('killed');
    await expect.poll(() => server.received[0]?.isStopped).toBe(true);
  });

  test('after its timeout', async () => {
    const reading = engine({ timeoutMs: 50 }).run(requestOf(), ({ csv }) => textOf(csv));
    expect(await refusal(reading)).toEqual({ code: 'query_timeout', params: { seconds: 0.05 } });
    expect(server.received[0]?.isStopped).toBe(true);
  });

  test('when the consumer of its result fails', async () => {
    await expect(engine().run(requestOf(), () => Promise.reject(new Error('disk')))).rejects.toThrow('disk');
    expect(server.received[0]?.isStopped).toBe(true);
  });
});

const at = (lineNumber: number, columnNumber: number) => ({ errorLocation: { lineNumber, columnNumber } });
const userError = (errorName: string, message: string, more = {}) => ({
  errorName,
  message,
  errorType: 'USER_ERROR',
  ...more,
});

test.each<[object, string, object]>([
  [userError('SYNTAX_ERROR', "line 1:8: mismatched input 'FORM'", at(1, 8)), 'query_syntax', { line: 1, column: 8 }],
  [
    userError('SYNTAX_ERROR', "line 1:8: mismatched input ''a@b.test''", at(1, 8)),
    'query_syntax',
    { line: 1, column: 8 },
  ],
  [userError('SYNTAX_ERROR', "mismatched input ''a@b.test''"), 'trino_refused', { error: 'SYNTAX_ERROR' }],
  [
    userError('TABLE_NOT_FOUND', "line 2:6: Table 'lake.shop.odrers' does not exist", at(2, 6)),
    'trino_table_unknown',
    { line: 2, column: 6, name: 'lake.shop.odrers' },
  ],
  [
    userError('COLUMN_NOT_FOUND', "line 1:8: Column 'emali' cannot be resolved", at(1, 8)),
    'query_column_unknown',
    { name: 'emali' },
  ],
  [
    userError('FUNCTION_NOT_FOUND', "line 1:8: Function 'sah256' not registered", at(1, 8)),
    'trino_function_unknown',
    { name: 'sah256' },
  ],
  [
    userError('FUNCTION_NOT_FOUND', 'line 1:8: Function sah256 not registered', at(1, 8)),
    'trino_function_unknown',
    { name: 'sah256' },
  ],
  [
    userError('COLUMN_NOT_FOUND', 'line 1:8: Column emali cannot be resolved', at(1, 8)),
    'query_column_unknown',
    { name: 'emali' },
  ],
  [
    userError('TABLE_NOT_FOUND', 'line 2:6: Table lake.shop.odrers does not exist', at(2, 6)),
    'trino_table_unknown',
    { name: 'lake.shop.odrers' },
  ],
  [userError('SCHEMA_NOT_FOUND', 'Schema shop does not exist'), 'trino_schema_unknown', { name: 'shop' }],
  [userError('SCHEMA_NOT_FOUND', "Schema 'shop' does not exist"), 'trino_schema_unknown', { line: 0, name: 'shop' }],
  [
    userError('TYPE_MISMATCH', "line 1:8: Cannot apply operator: varchar = 'a@b.test'", at(1, 8)),
    'query_refused',
    { line: 1, column: 8, detail: "Cannot apply operator: varchar = '…'" },
  ],
  [
    userError('EXPRESSION_NOT_AGGREGATE', "line 1:8: '(em = 'a@b.test')' must be an aggregate expression", at(1, 8)),
    'query_refused',
    { detail: "'…' must be an aggregate expression" },
  ],
  [
    userError(
      'EXPRESSION_NOT_AGGREGATE',
      "line 1:8: '(em = '\na@b.test\n')' must be an aggregate expression",
      at(1, 8),
    ),
    'query_refused',
    { detail: "'…' must be an aggregate expression" },
  ],
  [userError('INVALID_CAST_ARGUMENT', "Cannot cast 'a@b.test' to BIGINT"), 'query_value', { line: 0 }],
  [userError('PERMISSION_DENIED', 'Access Denied: Cannot select from columns [em]'), 'trino_denied', {}],
  [
    { errorName: 'EXCEEDED_GLOBAL_MEMORY_LIMIT', errorType: 'INSUFFICIENT_RESOURCES', message: 'x' },
    'trino_memory',
    { query: 'query_0' },
  ],
  [
    { errorName: 'HIVE_CURSOR_ERROR', errorType: 'EXTERNAL', message: 'a@b.test in s3://bucket' },
    'trino_failed',
    { error: 'HIVE_CURSOR_ERROR' },
  ],
])('%j is reported as %s', async (trinoError, code, params) => {
  script = () => ({ error: { ...trinoError } });
  const error = await refusal(csvOf(engine(), 'SELECT emali\nFROM odrers'));
  expect(error).toMatchObject({ code, params });
  expect(JSON.stringify(error)).not.toContain('a@b.test');
});

test('an error in the middle of a result fails the query', async () => {
  script = () => ({
    columns: [COLUMN_N],
    pages: ['[[1]]'],
    error: { errorName: 'GENERIC_INTERNAL_ERROR', errorType: 'INTERNAL_ERROR' },
  });
  expect((await refusal(csvOf())).code).toBe('trino_failed');
});

describe('an unavailable server', () => {
  test('is retried, and every page is read once', async () => {
    scriptResult([COLUMN_N], '[[1],[2]]', '[[3]]');
    server.faults.push({ on: 'POST', response: 503 }, { on: 'POST', response: 429 });
    server.faults.push({ on: 'GET', response: 502 }, { on: 'GET', response: 'broken' }, { on: 'GET', response: 504 });
    expect(await csvOf()).toBe('n\n1\n2\n3\n');
    expect(server.received).toHaveLength(1);
  });

  test('fails the query if it stays unavailable', async () => {
    scriptResult([COLUMN_N]);
    server.faults.push(...Array.from({ length: 100 }, () => ({ on: 'POST', response: 503 }) as const));
    expect(await refusal(csvOf())).toEqual({ code: 'trino_busy', params: { status: 503 } });
  });

  test('does not get a query twice after a broken connection', async () => {
    scriptResult([COLUMN_N], '[[1]]');
    server.faults.push({ on: 'POST', response: 'broken' });
    expect((await refusal(csvOf())).code).toBe('trino_unreachable');
    expect(server.received).toEqual([]);
  });
});

test.each<[string, Pick<TrinoSettings, 'password' | 'token'>]>([
  ['password', { password: PASSWORD }],
  ['token', { token: 'ey.J.secret' }],
])('no error contains the %s', async (_, secret) => {
  const credentials = secret.token ?? btoa(`reader:${secret.password}`);
  const errors: unknown[] = [];
  const trino = engine(secret);
  for (const status of [200, 302, 400, 401, 403, 500]) {
    server.faults.push({ on: 'POST', response: status, body: `{"error":"${credentials}"}` });
    errors.push(await refusal(csvOf(trino)));
  }
  const message = `line 1:1: user reader with ${credentials} ${secret.password ?? ''} cannot`;
  script = () => ({ error: userError('NOT_SUPPORTED', message, at(1, 1)) });
  errors.push(await refusal(csvOf(trino)));
  await server.close();
  errors.push(await refusal(csvOf(trino)));
  expect(errors.map((each) => (each as UserError).code)).toEqual([
    'trino_answer',
    'trino_answer',
    'trino_answer',
    'trino_unauthorized',
    'trino_unauthorized',
    'trino_answer',
    'query_refused',
    'trino_unreachable',
  ]);
  // The last alternative is `reader` in base64.
  expect(JSON.stringify(errors)).not.toMatch(/horse|secret|cmVhZGVy/);
  server = await TrinoStandIn.start(() => ({})); // for afterEach, which closes it
});

describe('the catalog', () => {
  test('lists schemas, tables and columns on demand', async () => {
    script = (sql) => {
      const name = trinoColumn('name', 'varchar');
      if (sql.includes('schemata')) return { columns: [name], pages: ['[["information_schema"],["shop"]]'] };
      if (sql.includes('.tables')) return { columns: [name], pages: ['[["orders"]]', '[["information_schema"]]'] };
      return { columns: [name, name], pages: ['[["id","bigint"],["at","timestamp(3) with time zone"]]'] };
    };
    const trino = engine();
    expect(await trino.schemas()).toEqual(['shop']);
    expect(await trino.tables("shop's")).toEqual(['orders', 'information_schema']);
    expect(await trino.tableColumns('shop', 'orders')).toEqual([
      { name: 'id', type: 'bigint' },
      { name: 'at', type: 'timestamp(3) with time zone' },
    ]);
    expect(server.received[1]?.sql).toContain("table_schema = 'shop''s'");
  });

  test('lists only the schemas from the settings', async () => {
    expect(await engine({ schemas: ['shop', 'ads'] }).schemas()).toEqual(['shop', 'ads']);
    expect(server.received).toEqual([]);
  });

  test('is on a server that can be pinged; a failed ping has a reason', async () => {
    scriptResult([COLUMN_N], '[[1]]');
    await engine().ping(5000);
    server.faults.push({ on: 'POST', response: 401 });
    expect((await refusal(engine().ping(5000))).code).toBe('trino_unauthorized');
  });
});
