import { expect, test } from 'vitest';
import type { JoinStrategy } from './activation.ts';
import { newBehavior, withStrategy } from './behavior-rows.ts';

const ORDERS = {
  table: 'behavior_orders',
  name: 'Orders',
  timeColumn: 'ordered_at',
  columns: [{ name: 'ordered_at', type: 'timestamp', group: '' }],
} as const;

test.each<[strategies: JoinStrategy[], order: 'ascending' | 'descending']>([
  [['Last'], 'ascending'],
  [['Top-N'], 'descending'],
  [['First'], 'ascending'],
  [['Last', 'Top-N'], 'descending'],
  [['Top-N', 'Last'], 'ascending'],
  [['Last', 'Top-N', 'Last'], 'ascending'],
  [['Last', 'All', 'Top-N'], 'descending'],
  [['Top-N', 'All', 'Last'], 'ascending'],
  [['First', 'Top-N'], 'ascending'],
  [['Last', 'Last'], 'ascending'],
])('after the join strategies %j, one after the other, the order by time is %s', (strategies, order) => {
  const behavior = strategies.reduce((each, next) => withStrategy(each, next, ORDERS), newBehavior(ORDERS, []));
  expect(behavior.orderBy).toEqual([{ key: 'ordered_at', order }]);
});
