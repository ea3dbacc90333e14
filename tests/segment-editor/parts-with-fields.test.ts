import { expect, test } from 'vitest';
import { draftOfRule } from '../../components/audience/editor/state/convert-rule.ts';
import { withType } from '../../components/audience/editor/state/new-values.ts';
import { hasFields } from '../../components/audience/editor/state/parts-with-fields.ts';
import { segmentRule } from '../../lib/core/audience/rules/rule.ts';

const TABLES = [
  {
    table: 'customers',
    name: 'customers',
    timeColumn: null,
    columns: [
      { name: 'tier', type: 'string', group: '' },
      { name: 'seen', type: 'timestamp', group: '' },
    ],
  },
  {
    table: 'behavior_orders',
    name: 'Orders',
    timeColumn: 'at',
    columns: [
      { name: 'at', type: 'timestamp', group: '' },
      { name: 'total', type: 'number', group: '' },
    ],
  },
] as const;

const valueRule = (name: string, operator: object, more: object = {}) => ({
  type: 'Value',
  leftValue: { name },
  operator,
  ...more,
});
const countRule = (more: object) => ({
  type: 'Value',
  leftValue: { source: { name: 'behavior_orders' }, aggregation: { type: 'Count' }, ...more },
  operator: { type: 'Equal', rightValue: 1 },
});
const total = { type: 'Column', column: 'total', operator: { type: 'Greater', rightValue: 5 } };

test.each<[isShown: boolean, rule: object]>([
  [true, valueRule('tier', { type: 'Equal', rightValue: 'gold', not: true }, { exclude: true })],
  [false, valueRule('tier', { type: 'Equal', rightValue: 'gold' }, { limit: { type: 'Count', number: 1 } })],
  [true, valueRule('lost', { type: 'Equal', rightValue: 'gold' })],
  [true, valueRule('tier', { type: 'Greater', rightValue: 1 })],
  [true, valueRule('seen', { type: 'Greater', rightValue: { last: { month: 2 }, unit: 'month' } })],
  [false, valueRule('seen', { type: 'Greater', rightValue: { last: { day: 2 }, unit: 'month' } })],
  [true, valueRule('seen', { type: 'TimeRange', from: { last: 1, unit: 'month' }, duration: { day: 7 } })],
  [false, valueRule('seen', { type: 'TimeRange', from: { last: 1, unit: 'month' }, duration: { day: 7, hour: 1 } })],
  [true, { type: 'Reference', id: '8' }],
  [
    true,
    countRule({
      filter: { type: 'Or', conditions: [total, total] },
      window: { type: 'TimeSliding', duration: { day: 9 } },
    }),
  ],
  [false, countRule({ filter: { type: 'Or', conditions: [total, { type: 'And', conditions: [total] }] } })],
  [false, countRule({ window: { type: 'TimeSliding', duration: { day: 9, hour: 1 } } })],
  [
    true,
    { ...countRule({}), leftValue: { source: { name: 'behavior_lost' }, aggregation: { type: 'Sum', column: 'x' } } },
  ],
])('%s: the editor has fields for all of %j', (isShown, rule) => {
  const draft = draftOfRule(segmentRule.parse({ type: 'And', conditions: [{ type: 'And', conditions: [rule] }] }));
  const [item] = draft.ruleSets[0]?.rules ?? [];
  expect(item && hasFields({ tables: TABLES }, item.rule)).toBe(isShown);
});

test('a column chosen in place of a lost column keeps a comparison that applies to it', () => {
  const goldComparison = { operator: { type: 'Equal', not: false, rightValue: 'gold' }, arrayMatching: null } as const;
  expect(withType(goldComparison, undefined, 'string')).toBe(goldComparison);
  const todayComparison = { operator: { type: 'TimeToday', not: false }, arrayMatching: null } as const;
  expect(withType(todayComparison, undefined, 'string')).toMatchObject({ operator: { type: 'Equal' } });
});
