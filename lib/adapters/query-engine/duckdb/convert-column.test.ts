import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import type { DataType } from '../../../core/audience/data-type.ts';
import { convertedColumn, mayBeUnreadable } from './convert-column.ts';

const CASES: readonly (readonly [literal: string, sourceType: string, type: DataType, converted: string | null])[] = [
  ['1.0', 'DOUBLE', 'boolean', 'true'],
  ['0.0', 'DOUBLE', 'boolean', 'false'],
  ['2.0', 'DOUBLE', 'boolean', null],
  ['1.00', 'DECIMAL(4,2)', 'boolean', 'true'],
  ['1', 'BIGINT', 'boolean', 'true'],
  ["'TRUE'", 'VARCHAR', 'boolean', 'true'],
  ["'1.0'", 'VARCHAR', 'boolean', null],
  ['true', 'BOOLEAN', 'number', '1.0'],
  ['false', 'BOOLEAN', 'number', '0.0'],
  ["'1.50'", 'VARCHAR', 'number', '1.5'],
  ["'x'", 'VARCHAR', 'number', null],
  ["'nan'", 'VARCHAR', 'number', null],
  ["'-Infinity'", 'VARCHAR', 'number', null],
  ["'1e400'", 'VARCHAR', 'number', null],
  ["'nan'", 'DOUBLE', 'number', null],
  ["'inf'", 'FLOAT', 'number', null],
  ['-0.5', 'DOUBLE', 'number', '-0.5'],
  ['NULL', 'DOUBLE', 'number', null],
  ['42.0', 'DOUBLE', 'string', '42'],
  ['42.5', 'DOUBLE', 'string', '42.5'],
  ['42.00', 'DECIMAL(4,2)', 'string', '42.00'],
  ['1.1', 'FLOAT', 'number', '1.1'],
  ['16777216', 'FLOAT', 'number', '16777216.0'],
  ['9007199254740993', 'BIGINT', 'number', '9007199254740993'],
  ["'infinity'", 'VARCHAR', 'date', null],
  ["'infinity'", 'DATE', 'date', null],
  ["'-infinity'", 'TIMESTAMP', 'date', null],
  ["'2026-01-31'", 'VARCHAR', 'date', '2026-01-31'],
  ["'2026-01-31'", 'DATE', 'date', '2026-01-31'],
  ["'infinity'", 'TIMESTAMP', 'timestamp', null],
  ["'infinity'", 'DATE', 'timestamp', null],
  ["'1970-01-01 00:00:01.5'", 'TIMESTAMP', 'timestamp', '1'],
  ["'nan'", 'VARCHAR', 'timestamp', null],
  ["'[1.5, nan, x]'", 'VARCHAR', 'number_array', '[1.5, NULL, NULL]'],
  ["'[2, inf]'", 'DOUBLE[]', 'number_array', '[2.0, NULL]'],
  ['[1, 2]', 'INTEGER[]', 'number_array', '[1, 2]'],
  ["'[1.1, nan]'", 'FLOAT[]', 'number_array', '[1.1, NULL]'],
  ["'x'", 'VARCHAR', 'number_array', null],
  ["['a', NULL]", 'VARCHAR[]', 'string_array', '[a, NULL]'],
  ['[1.0, 1.5]', 'DOUBLE[]', 'string_array', '[1, 1.5]'],
  ['[[1.0, 1.5], NULL]', 'DOUBLE[][]', 'string_array', `['["1","1.5"]', NULL]`],
  ["['a', NULL]", 'VARCHAR[]', 'string', '["a","\\\\N"]'],
  ['[1, 2]', 'INTEGER[2]', 'string', '["1","2"]'],
  ["{'a': [1]}", 'STRUCT(a INTEGER[])', 'string', '{"a":[1]}'],
  ['1.9', 'DOUBLE', 'timestamp', '1'],
  ['1796000000000', 'BIGINT', 'timestamp', null],
  ["'1796000000000'", 'VARCHAR', 'timestamp', null],
  ["'1.9'", 'VARCHAR', 'timestamp', '1'],
  ["'1970-01-01T01:00:01+01:00'", 'VARCHAR', 'timestamp', '1'],
];

test.each(CASES)('%s of type %s becomes %s %s', async (literal, sourceType, type, converted) => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  const source = `CAST(${literal} AS ${sourceType})`;
  const sql = `SELECT CAST(${convertedColumn('value', { sourceType, type })} AS VARCHAR) FROM (SELECT ${source} AS value)`;
  const [row] = (await connection.runAndReadAll(sql)).getRows();
  connection.closeSync();
  instance.closeSync();
  expect(row).toEqual([converted]);
  if (converted === null) expect(mayBeUnreadable({ sourceType, type })).toBe(true);
});
