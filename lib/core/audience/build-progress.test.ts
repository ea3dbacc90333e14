import { expect, test } from 'vitest';
import { buildProgress } from './build-progress.ts';

const orders = { database: 'shop', table: 'orders' };
const choice = {
  engine: 'duckdb',
  master: { database: 'shop', table: 'customers', filters: [], columns: [] },
  attributes: [],
  behaviors: [{ name: 'Web Orders', source: orders, join: { parentKey: 'id', childKey: 'id' }, columns: [] }],
} as const;

const lines = (...codes: string[]) => codes.map((code) => ({ code }));

test.each([
  [[], { done: 0, steps: 3, table: 'customers' }],
  [['build_started', 'build_table'], { done: 1, steps: 3, table: 'behavior_web_orders' }],
  [['build_started', 'build_table', 'build_table'], { done: 2, steps: 3, table: null }],
  [['build_started', 'build_table', 'build_started'], { done: 0, steps: 3, table: 'customers' }],
])('after %j, a build is at %j', (codes, progress) => {
  expect(buildProgress(choice, lines(...codes))).toEqual(progress);
});

test('the copies of Trino tables are the first steps of a build', () => {
  const trino = { ...choice, engine: 'trino' } as const;
  const progress = buildProgress(trino, lines('build_started', 'build_copied'));
  expect(progress).toEqual({ done: 1, steps: 5, table: 'shop.orders' });
});
