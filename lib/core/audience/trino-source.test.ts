import { describe, expect, test } from 'vitest';
import { copiedType, copiesOf } from './trino-source.ts';

test.each([
  ['bigint', 'BIGINT'],
  ['real', 'FLOAT'],
  ['decimal(38, 10)', 'DECIMAL(38,10)'],
  ['varchar(9)', 'VARCHAR'],
  ['char(3)', 'VARCHAR'],
  ['date', 'DATE'],
  ['time(3)', 'VARCHAR'],
  ['timestamp(6)', 'TIMESTAMP'],
  ['timestamp(3) with time zone', 'TIMESTAMP WITH TIME ZONE'],
  ['array(decimal(5,2))', 'DECIMAL(5,2)[]'],
  ['array(array(row(a bigint)))', 'VARCHAR[][]'],
  ['map(varchar, bigint)', 'VARCHAR'],
])('a column of type %s becomes %s', (type, copied) => expect(copiedType(type)).toBe(copied));

describe('a copy', () => {
  const columns = [
    { name: 'id', type: 'bigint' },
    { name: 'the "name"', type: 'varchar(20)' },
    { name: 'day', type: 'timestamp(3)' },
  ];
  const master = { database: 'shop', table: 'people', filters: [], columns: [] };
  const join = {
    name: 'Orders',
    join: { parentKey: 'id', childKey: 'id' },
    columns: [{ column: 'day', name: 'ordered' }],
  };
  const sqlOf = (filters: readonly { column: string; values: readonly string[] }[], source?: typeof ORDERS) =>
    copiesOf(
      { master: { ...master, filters }, attributes: [], behaviors: source ? [{ ...join, source }] : [] },
      () => columns,
    ).map(({ sql, countSql }) => [sql, countSql]);
  const ORDERS = { database: 'shop', table: 'orders' };
  const ALL = 'SELECT "id", "the ""name""", "day" FROM "shop"."people"';
  const COUNT = 'SELECT count(*) AS n FROM "shop"."people"';

  test('has all columns of the master table, and of the other tables only the columns that are read', () => {
    expect(sqlOf([], ORDERS)).toEqual([
      [ALL, null],
      ['SELECT "id", "day" FROM "shop"."orders"', null],
    ]);
  });

  test('leaves out what filters on texts and integers exclude', () => {
    const filters = [
      { column: 'the "name"', values: ["O'Hara", 'b'] },
      { column: 'id', values: ['1', '01', 'x', '-9007199254740993'] },
    ];
    const where = `"the ""name""" IN ('O''Hara', 'b') AND "id" IN (1, -9007199254740993)`;
    expect(sqlOf(filters)).toEqual([[`${ALL} WHERE ${where}`, COUNT]]);
  });

  test('has no row if no value of a filter on integers can be an integer', () => {
    expect(sqlOf([{ column: 'id', values: ['01'] }])).toEqual([[`${ALL} WHERE 1 = 0`, COUNT]]);
  });

  test.each([
    ['filters on times, which the engines print differently', 'day', '2026-01-01'],
    ['filters on integers that may be beyond a BIGINT', 'id', '9223372036854775808'],
  ])('does not apply %s, but leaves them to the build', (_, column, value) => {
    expect(sqlOf([{ column, values: [value] }])).toEqual([[ALL, null]]);
  });

  test('of a master that is also joined has all rows', () => {
    expect(sqlOf([{ column: 'id', values: ['1'] }], master)).toEqual([[ALL, null]]);
  });
});
