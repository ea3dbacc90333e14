import { describe, expect, test } from 'vitest';
import { UserError } from '../errors.ts';
import { forTrino, withoutRecords } from './trino-sql.ts';

const PLANNED_AT = 1_700_000_000;
const trino = (sql: string) => forTrino(sql, PLANNED_AT);

function refusal(sql: string): unknown {
  try {
    return trino(sql);
  } catch (error) {
    return error;
  }
}

test.each([
  [
    'SELECT CAST(a AS ARRAY(VARCHAR)), transform(a, x -> x), if(b, c)',
    'SELECT CAST(a AS ARRAY(VARCHAR)), transform(a, x -> x), if(b, c)',
  ],
  ['SELECT 1;', 'SELECT 1 '],
  ['SELECT TD_SCHEDULED_TIME()', "SELECT BIGINT '1700000000'"],
  ["SELECT 'TD_SCHEDULED_TIME()' -- TD_MD5(x)", "SELECT 'TD_SCHEDULED_TIME()' -- TD_MD5(x)"],
  [
    "SELECT * FROM t WHERE TD_TIME_RANGE(time, '2024-01-01', '2024-01-02', 'JST') AND x",
    "SELECT * FROM t WHERE (time >= BIGINT '1704034800' AND time < BIGINT '1704121200') AND x",
  ],
  [
    'TABLE t WHERE td_time_range("time", NULL, \'2024-01-01 00:00:00 -0800\')',
    'TABLE t WHERE ("time" < BIGINT \'1704096000\')',
  ],
  ['SELECT 1 WHERE TD_TIME_RANGE(time, NULL, NULL)', 'SELECT 1 WHERE true'],
  [
    "SELECT 1 WHERE TD_TIME_RANGE(TD_TIME_PARSE('2024-01-01'), TD_TIME_ADD(TD_SCHEDULED_TIME(), '-1d'), TD_SCHEDULED_TIME())",
    "SELECT 1 WHERE (BIGINT '1704067200' >= (((BIGINT '1700000000') + BIGINT '-86400')) AND BIGINT '1704067200' < (BIGINT '1700000000'))",
  ],
  ['SELECT 1 WHERE TD_TIME_RANGE(time, 1700000000)', 'SELECT 1 WHERE (time >= (1700000000))'],
])('translates %j to %j', (written, text) => {
  expect(trino(written).text).toBe(text);
});

test.each([
  ['DELETE FROM t', 'query_only_select', { line: 1, column: 1 }],
  ['-- SELECT\rDELETE FROM t', 'query_only_select', { line: 1, column: 11 }],
  ['EXPLAIN ANALYZE SELECT 1', 'query_only_select', {}],
  ['SELECT 1; SELECT 2', 'query_one_statement', { line: 1, column: 9 }],
  ['SELECT a,\n  TD_URL_DECODE(b)', 'query_td_function', { name: 'TD_URL_DECODE', line: 2, column: 3 }],
  ["SELECT\nTD_TIME_RANGE(TD_MD5(a), '2024-01-01')", 'query_td_function', { name: 'TD_MD5', line: 2, column: 15 }],
  ["SELECT TD_TIME_RANGE(time, 'yesterday')", 'query_td_argument', { name: 'TD_TIME_RANGE', line: 1, column: 8 }],
  ["SELECT TD_TIME_RANGE(time, '2024-02-30')", 'query_td_argument', {}],
  ["SELECT TD_TIME_RANGE(time, '2024-02-03', NULL, zone)", 'query_td_argument', {}],
  ["SELECT TD_TIME_RANGE(time, '2024-02-03', NULL, 'Mars')", 'query_td_argument', {}],
  ["SELECT TD_TIME_ADD(time, '1 day')", 'query_td_argument', {}],
  ["SELECT TD_TIME_PARSE(created_at, 'JST')", 'query_td_argument', { name: 'TD_TIME_PARSE', line: 1, column: 8 }],
  ['SELECT TD_TIME_RANGE()', 'query_td_argument', {}],
])('%j is refused as %s', (written, code, params) => {
  expect(refusal(written)).toBeInstanceOf(UserError);
  expect(refusal(written)).toMatchObject({ code, params });
});

/** So many calls that quadratic work would time out. */
const MANY = 25_000;

test.each([
  [
    'calls side by side',
    `SELECT ${"TD_TIME_PARSE('2024-01-01'), ".repeat(MANY)}1`,
    `BIGINT '1704067200', `.repeat(MANY),
  ],
  ['a long time', `SELECT TD_TIME_RANGE(t, '2024-01-01'), '2024-01-01${' '.repeat(900_000)}!'`, ' '.repeat(900_000)],
])('translates %s', (_, written, expected) => {
  expect(trino(written).text).toContain(expected);
});

test.each([
  ['calls within calls', `SELECT ${'if('.repeat(300_000)}`, 'query_too_nested', { line: 1, column: 1510 }],
  ['nested brackets', `SELECT\n${'[('.repeat(900)}${')]'.repeat(900)}`, 'query_too_nested', { line: 2 }],
  [
    'nested TD_TIME_RANGE',
    `SELECT ${'TD_TIME_RANGE('.repeat(60)}a${', 1, 2)'.repeat(60)}`,
    'query_td_too_long',
    { name: 'TD_TIME_RANGE' },
  ],
  [
    'many nested TD_TIME_RANGE side by side',
    `SELECT ${`${'TD_TIME_RANGE('.repeat(12)}a${', 1, 2)'.repeat(12)}, `.repeat(80)}1`,
    'query_td_too_long',
    { name: 'TD_TIME_RANGE', most: 1_000_000 },
  ],
  [
    'many nested TD_TIME_RANGE, removed by an outer call',
    `SELECT ${`TD_TIME_RANGE(${'TD_TIME_RANGE('.repeat(12)}a${', 1, 2)'.repeat(12)}), `.repeat(80)}1`,
    'query_td_too_long',
    { name: 'TD_TIME_RANGE' },
  ],
  [
    'a long malformed time',
    `SELECT TD_TIME_PARSE('2024-01-01${' '.repeat(900_000)}!')`,
    'query_td_argument',
    { name: 'TD_TIME_PARSE' },
  ],
])('refuses %s', (_, written, code, params) => {
  expect(refusal(written)).toMatchObject({ code, params });
});

test('translates calls up to the maximum nesting depth', () => {
  const written = `SELECT ${'TD_TIME_ADD('.repeat(500)}'2024-01-01'${", '1s')".repeat(500)}`;
  expect(trino(written).text).toMatch(/^SELECT \({999}BIGINT '1704067200' \+ BIGINT '1'\)/);
});

describe('originalPosition', () => {
  test.each([
    ['in unchanged text', 'SELECT a\nFROM nowhere', { line: 2, column: 6 }, { line: 2, column: 6 }],
    ['after removed text', "SELECT TD_TIME_PARSE('2024-01-01'), x", { line: 1, column: 29 }, { line: 1, column: 37 }],
    ['within replaced text', 'SELECT TD_SCHEDULED_TIME(), x', { line: 1, column: 12 }, { line: 1, column: 8 }],
    ['after surrogate pairs', "SELECT '😀😀', x", { line: 1, column: 14 }, { line: 1, column: 16 }],
  ])('maps a position %s', (_, written, position, origin) => {
    expect(trino(written).originalPosition(position)).toEqual(origin);
  });

  test('maps a position in the enclosing query to the original query', () => {
    const { text, originalPosition } = withoutRecords(trino('SELECT nothing -- of the kind\nFROM t;'));
    expect(text).toBe('SELECT * FROM (\nSELECT nothing -- of the kind\nFROM t \n) AS q LIMIT 0');
    expect(originalPosition({ line: 3, column: 6 })).toEqual({ line: 2, column: 6 });
    // Trino's position for a statement that is too large to parse.
    expect(originalPosition({ line: 1, column: 1 })).toEqual({ line: 1, column: 1 });
  });
});

test.each(['SHOW TABLES', 'DESCRIBE t', 'WITH FUNCTION f() RETURNS int RETURN 1 SELECT f()'])(
  '%j is not made a subquery to read its columns',
  (written) => {
    expect(withoutRecords(trino(written)).text).toBe(written);
  },
);
