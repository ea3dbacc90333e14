import { expect, test } from 'vitest';
import type { JoinStrategy } from './activation.ts';
import { newBehavior, withStrategy } from './behavior-rows.ts';

const ORDERS = {
  table: 'behavior_orders',
  name: 'Orders',
  timeColumn: 'ordered_at',
  columns: [{ name: 'ordered_at', type: 'timestamp', group: '' }],
} as const;

test.each<[JoinStrategy[], object]>([
  [['Last'], { order: 'ascending' }],
  [['Top-N'], { order: 'descending' }],
  [['First'], { order: 'ascending' }],
  [['Last', 'Top-N'], { order: 'descending' }],
  [['Top-N', 'Last'], { order: 'ascending' }],
  [['Last', 'Top-N', 'Last'], { order: 'ascending' }],
  [['Last', 'All', 'Top-N'], { order: 'descending' }],
  [['Top-N', 'All', 'Last'], { order: 'ascending' }],
  [['First', 'Top-N'], { order: 'ascending' }],
  [['Last', 'Last'], { order: 'ascending' }],
])('changing the strategy as in %s keeps the newest rows, or the first ones', (strategies, order) => {
  const behavior = strategies.reduce((each, next) => withStrategy(each, next, ORDERS), newBehavior(ORDERS, []));
  expect(behavior.orderBy).toEqual([{ key: 'ordered_at', ...order }]);
});
