import { expect, test } from 'vitest';
import { outputNamesOf, withOutputName } from './output-name.ts';

test.each([
  ['SELECT a AS total, b FROM t', 'SELECT a AS value, b FROM t'],
  ['SELECT total, b FROM t', 'SELECT total AS value, b FROM t'],
  ['SELECT b, o.total\nFROM o WHERE total > 1', 'SELECT b, o.total AS value\nFROM o WHERE total > 1'],
  ['SELECT total + 1 AS "Total" FROM t', 'SELECT total + 1 AS value FROM t'],
  ["SELECT 'total' AS b, total", "SELECT 'total' AS b, total AS value"],
  ['SELECT DISTINCT total FROM t', 'SELECT DISTINCT total AS value FROM t'],
  // An alias without AS.
  ['SELECT count(*) total, b FROM t', 'SELECT count(*) value, b FROM t'],
  ['SELECT a "Total" FROM t', 'SELECT a value FROM t'],
  ['SELECT a * total, b AS total FROM t', 'SELECT a * total, b AS value FROM t'],
  ['SELECT a AND total, b total FROM t', 'SELECT a AND total, b value FROM t'],
  ['SELECT k.offset, limit, total FROM k', 'SELECT k.offset, limit, total AS value FROM k'],
  // Types, arguments and names in subqueries are not the column's name.
  ['SELECT CAST(a AS total) AS total FROM t', 'SELECT CAST(a AS total) AS value FROM t'],
  ['SELECT coalesce(total, 1) AS b, total FROM t', 'SELECT coalesce(total, 1) AS b, total AS value FROM t'],
  [
    'WITH w AS (SELECT a AS total, c FROM t) SELECT c IS DISTINCT FROM 1 AS b, total FROM w',
    'WITH w AS (SELECT a AS total, c FROM t) SELECT c IS DISTINCT FROM 1 AS b, total AS value FROM w',
  ],
  ['SELECT * FROM (SELECT a AS total, b FROM t)', 'SELECT * FROM (SELECT a AS value, b FROM t)'],
])('renames the column Total in %j', (sql, renamed) => {
  const position = outputNamesOf(sql)('Total');
  expect(position && withOutputName(sql, position, 'value')).toBe(renamed);
});

test('a column that is not named in the query has no position', () => {
  expect(outputNamesOf('SELECT * FROM t')('total')).toBeUndefined();
});

test('finds the names of many columns', () => {
  const columns = Array.from({ length: 20_000 }, (_, index) => `c${index}`);
  const nameOf = outputNamesOf(`SELECT ${columns.map((column) => `1 AS ${column}`).join(', ')}`);
  expect(columns.map((column) => nameOf(column)?.isAlias)).toEqual(columns.map(() => true));
});
