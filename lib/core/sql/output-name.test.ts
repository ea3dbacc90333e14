import { expect, test } from 'vitest';
import { outputNamesOf, withOutputName } from './output-name.ts';

test.each([
  ['SELECT a AS total, b FROM t', 'SELECT a AS value, b FROM t'],
  ['SELECT total, b FROM t', 'SELECT total AS value, b FROM t'],
  ['SELECT b, o.total\nFROM o WHERE total > 1', 'SELECT b, o.total AS value\nFROM o WHERE total > 1'],
  ['SELECT total + 1 AS "Total" FROM t', 'SELECT total + 1 AS value FROM t'],
  ["SELECT 'total' AS b, total", "SELECT 'total' AS b, total AS value"],
])('%s', (sql, renamed) => {
  const position = outputNamesOf(sql)('Total');
  expect(position && withOutputName(sql, position, 'value')).toBe(renamed);
});

test('a column that is not named in the query has no position', () => {
  expect(outputNamesOf('SELECT * FROM t')('total')).toBeUndefined();
});

test('parses a query once for all its columns', () => {
  const columns = Array.from({ length: 20_000 }, (_, index) => `c${index}`);
  const nameOf = outputNamesOf(`SELECT ${columns.map((column) => `1 AS ${column}`).join(', ')}`);
  expect(columns.map((column) => nameOf(column)?.isAlias)).toEqual(columns.map(() => true));
});
