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
  ['1.9', 'DOUBLE', 'timestamp', '1'],
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
