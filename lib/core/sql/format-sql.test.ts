import fc from 'fast-check';
import * as formatter from 'sql-formatter';
import { expect, test } from 'vitest';
import { QUERY_ENGINES } from '../job/query.ts';
import { formatSql } from './format-sql.ts';

const oneLine = (sql: string | undefined) => sql?.replaceAll(/\s+/g, ' ');

test.each([
  ['select a // 2 from t', 'SELECT a // 2 FROM t'],
  ['select a ** 2', 'SELECT a ** 2'],
  ["select a ->> 'x'", "SELECT a ->> 'x'"],
  [String.raw`select e'a\'b  c'`, String.raw`SELECT e'a\'b  c'`],
  ['select $$a b$$, $t$c  "$t$', 'SELECT $$a b$$, $t$c  "$t$'],
  ['select 1_000, .5e-3', 'SELECT 1_000, .5e-3'],
  ['select a !~ b, c ~~ d', 'SELECT a !~ b, c ~~ d'],
  ['select f(x := 1)', 'SELECT f (x := 1)'],
  ['select value, 1 as key', 'SELECT value, 1 AS key'],
  ['select /* a /* b */ c */ 1', 'SELECT /* a /* b */ c */ 1'],
  // Presto SQL: the dialect of the built-in engine would split the prefix off the text.
  [String.raw`select U&'\0041', reduce(a, 0, (s, x) -> s + x, s -> s)`, undefined],
])('formats %j for the built-in engine', (sql, formatted) => {
  const shown = formatSql(sql, 'duckdb', formatter);
  if (formatted === undefined) expect(shown).toMatch(/U&'\\0041'/);
  else expect(shown?.replaceAll(/\n\s*/g, ' ')).toBe(formatted);
});

test.each([
  [String.raw`select U&'\0041', X'0f'`, String.raw`SELECT U&'\0041', X'0f'`],
  ["select 'a'||-b, c%-1", "SELECT 'a' || - b, c % -1"],
  ["select timestamp'2026-01-01 00:00:00' at time zone 'UTC'", undefined],
  ['select * from t match_recognize (measures a as x pattern (a b+) define b as b.x > 1)', undefined],
])('formats %j for Trino', (sql, formatted) => {
  const shown = formatSql(sql, 'trino', formatter);
  if (formatted === undefined) expect(shown).toBeDefined();
  else expect(oneLine(shown)).toBe(formatted);
});

test.each([
  ['trino', 'select a // 2'],
  ['trino', "select a ->> 'x'"],
  ['trino', 'select $$a b$$'],
  ['trino', 'select a ~~ b'],
  ['duckdb', 'select a ->> (b'],
  ['duckdb', 'select a <-> b'],
  // For this engine, two texts are one as long as they are on two lines.
  ['duckdb', "select 'a'\n'b'"],
] as const)('does not format for %s what the formatter cannot read or would change: %j', (engine, sql) => {
  expect(formatSql(sql, engine, formatter)).toBeUndefined();
});

const PARTS = [
  ...['select', 'from', 'value', 't', 'x', 'e', "'a  b'", '"C  d"', '$$', '$1', '1', '1.5', '1e-5', '1_0', '(', ')'],
  ...['[', ']', ',', '.', ';', ':', '::', ':=', '=>', '->', '->>', '//', '/', '*', '**', '-', '+', '%', '||', '|'],
  ...['!', '=', '==', '<', '>', '~', '^', '&', '@', '?', '#', '{', '}', '\\', "e'", "x'0f'", "U&'", '--', '\n', ' '],
  ...['/*', '*/'],
];

test.each(QUERY_ENGINES)('formatting any text for %s changes only space and case', (engine) => {
  const withoutSpace = (sql: string) => sql.replaceAll(/\s+/g, '').toLowerCase();
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PARTS), { maxLength: 12 }), (parts) => {
      const sql = parts.join('');
      const formatted = formatSql(sql, engine, formatter);
      fc.pre(formatted !== undefined);
      expect(withoutSpace(formatted)).toBe(withoutSpace(sql));
      // The formatter can also read its own result.
      expect(formatSql(formatted, engine, formatter)).toBeDefined();
    }),
    { numRuns: 800 },
  );
});
