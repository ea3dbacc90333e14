import { expect, test } from 'vitest';
import { tableNameOf } from './table-name.ts';

test.each([
  ['Orders 2026-11.csv', 'orders_2026_11'],
  ['events.csv.gz', 'events'],
  ['x.parquet', 'table_x'],
  [`${'a'.repeat(200)}.tsv`, 'a'.repeat(128)],
])('%s becomes %s', (file, table) => {
  expect(tableNameOf(file)).toBe(table);
});

test.each(['売上.csv', '2026年の注文.csv', 'Café.csv', '--.csv'])('derives no name from %s', (file) => {
  expect(tableNameOf(file)).toBeUndefined();
});
