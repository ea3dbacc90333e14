import { expect, test } from 'vitest';
import { segmentRule } from '../../core/audience/rules/rule.ts';
import { segmentSentence } from './segment-sentence.ts';
import { wordsIn } from './word-source.test-kit.ts';
import { partsOf, plainText } from './word-source.ts';

const attribute = (name: string, operator: object, more: object = {}) => ({
  type: 'Value',
  leftValue: { name },
  operator,
  ...more,
});
const behavior = (aggregation: object, operator: object, more: object = {}) => ({
  type: 'Value',
  leftValue: { source: { name: 'behavior_orders' }, aggregation, ...more },
  operator,
});
const gold = attribute('tier', { type: 'Equal', rightValue: 'gold' });
const rich = attribute('points', { type: 'Greater', rightValue: 100 });
const out = { type: 'Reference', id: '7', exclude: true };
const set = (type: string, conditions: readonly object[], more: object = {}) => ({ type, conditions, ...more });
const only = (...conditions: object[]) => ({ type: 'And', conditions: [set('And', conditions)] });
const count = (type: string, rightValue: number) => behavior({ type: 'Count' }, { type, rightValue });
const where = {
  window: { type: 'TimeSliding', duration: { month: 12 } },
  filter: set('And', [
    { type: 'Column', column: 'status', operator: { type: 'Equal', rightValue: 'delivered' } },
    set('Or', [
      { type: 'Column', column: 'total', operator: { type: 'Greater', rightValue: 5 } },
      { type: 'Column', column: 'tags', operator: { type: 'Equal', rightValue: 'x' } },
    ]),
  ]),
};

const TABLE: readonly (readonly [rule: object, en: string, ja: string])[] = [
  [{}, 'All customers.', 'すべての顧客。'],
  [only(gold), 'Customers whose tier is gold.', '次の条件に合う顧客：tierがgoldである。'],
  [only(out), 'Customers who are not in Opt-out.', '次の条件に合う顧客：Opt-outに含まれない。'],
  [only({ type: 'Reference', id: '8' }), 'Customers who are in 8.', '次の条件に合う顧客：8に含まれる。'],
  [
    only({ ...gold, exclude: true }),
    'Customers who are not among those (whose tier is gold).',
    '次の条件に合う顧客：（tierがgoldである）に当てはまらない。',
  ],
  [
    only({ ...gold, limit: { type: 'Count', number: 10 } }),
    'Customers whose tier is gold (of these, only the first 10).',
    '次の条件に合う顧客：tierがgoldである（そのうち最初の10人）。',
  ],
  [
    { type: 'And', conditions: [set('Or', [gold, rich]), set('And', [out])] },
    'Customers (whose tier is gold or whose points is more than 100); and who are not in Opt-out.',
    '次の条件に合う顧客：（tierがgoldである、またはpointsが100より大きい）。かつOpt-outに含まれない。',
  ],
  [
    { type: 'And', conditions: [set('And', [gold, rich]), set('And', [out])] },
    'Customers whose tier is gold and whose points is more than 100; and who are not in Opt-out.',
    '次の条件に合う顧客：tierがgoldである、かつpointsが100より大きい。かつOpt-outに含まれない。',
  ],
  [
    {
      type: 'Composite',
      expr: '1 and (2 or 3)',
      conditions: [set('And', [gold]), set('And', [rich]), set('And', [out])],
    },
    'Customers whose tier is gold; and (whose points is more than 100; or who are not in Opt-out).',
    '次の条件に合う顧客：tierがgoldである。かつ（pointsが100より大きい。またはOpt-outに含まれない）。',
  ],
  [
    { type: 'And', conditions: [set('Composite', [gold, rich, out], { expr: '(A or B) and C' })] },
    'Customers (whose tier is gold or whose points is more than 100) and who are not in Opt-out.',
    '次の条件に合う顧客：（tierがgoldである、またはpointsが100より大きい）、かつOpt-outに含まれない。',
  ],
  [only(count('Equal', 0)), 'Customers with no Orders.', '次の条件に合う顧客：Ordersがない。'],
  [only(count('Equal', 2)), 'Customers with exactly 2 Orders.', '次の条件に合う顧客：Ordersがちょうど2件。'],
  [only(count('GreaterEqual', 2)), 'Customers with 2 or more Orders.', '次の条件に合う顧客：Ordersが2件以上。'],
  [only(count('Greater', 2)), 'Customers with more than 2 Orders.', '次の条件に合う顧客：Ordersが2件より多い。'],
  [only(count('LessEqual', 2)), 'Customers with at most 2 Orders.', '次の条件に合う顧客：Ordersが2件以下。'],
  [only(count('Less', 2)), 'Customers with fewer than 2 Orders.', '次の条件に合う顧客：Ordersが2件未満。'],
  [
    only(behavior({ type: 'Count' }, { type: 'Less', rightValue: 2, not: true }, where)),
    'Customers whose number of Orders is not less than 2 in the past 12 months where status is delivered and (total is more than 5 or a value of tags is x).',
    '次の条件に合う顧客：過去12か月の「statusがdeliveredである、かつ（totalが5より大きい、またはtagsのいずれかの値がxである）」のOrdersの件数が2未満ではない。',
  ],
  [
    only(behavior({ type: 'Sum', column: 'total' }, { type: 'GreaterEqual', rightValue: 2000 })),
    'Customers whose sum of total in Orders is at least 2,000.',
    '次の条件に合う顧客：Ordersのtotalの合計が2,000以上。',
  ],
  [
    only(behavior({ type: 'Min', column: 'ordered_at' }, { type: 'TimeToday' })),
    'Customers whose smallest ordered_at in Orders is today.',
    '次の条件に合う顧客：Ordersのordered_atの最小値が今日。',
  ],
  [
    only(behavior({ type: 'Max', column: 'ordered_at' }, { type: 'Less', rightValue: '2026-01-01' })),
    'Customers whose largest ordered_at in Orders is before 2026-01-01.',
    '次の条件に合う顧客：Ordersのordered_atの最大値が2026-01-01より前。',
  ],
  [
    only(behavior({ type: 'Average', column: 'total' }, { type: 'IsNull' })),
    'Customers whose average total in Orders has no value.',
    '次の条件に合う顧客：Ordersのtotalの平均が空である。',
  ],
  [
    only(behavior({ type: 'CountDistinct', columns: ['status', 'total'] }, { type: 'Equal', rightValue: 1 })),
    'Customers whose number of different status + total in Orders is 1.',
    '次の条件に合う顧客：Ordersのstatus + totalの種類数が1である。',
  ],
  [
    only(
      behavior({ type: 'First', column: 'status', orderColumn: 'ordered_at' }, { type: 'Equal', rightValue: 'new' }),
      behavior({ type: 'Last', column: 'status', orderColumn: 'ordered_at' }, { type: 'Equal', rightValue: 'old' }),
    ),
    'Customers whose first status by ordered_at in Orders is new and whose last status by ordered_at in Orders is old.',
    '次の条件に合う顧客：Ordersの（ordered_at順で）最初のstatusがnewである、かつOrdersの（ordered_at順で）最後のstatusがoldである。',
  ],
  [
    only(
      attribute('tags', { type: 'Equal', rightValue: 'x' }),
      attribute('tags', { type: 'Equal', rightValue: 'x', not: true }, { arrayMatching: 'all' }),
      attribute('scores', { type: 'Less', rightValue: 3 }, { arrayMatching: { atLeast: 2 } }),
      attribute('scores', { type: 'Less', rightValue: 3 }, { arrayMatching: { atMost: 1 } }),
      attribute('scores', { type: 'IsNull', not: true }, { arrayMatching: { exactly: 0 } }),
    ),
    'Customers with a value of tags that is x and who are not among those (for whom every value of tags is x) and with at least 2 values of scores each of which is less than 3 and with at most 1 value of scores each of which is less than 3 and whose scores has a value.',
    '次の条件に合う顧客：tagsのいずれかの値がxである、かつ（tagsのすべての値がxである）に当てはまらない、かつscoresの2個以上の値が3未満、かつscoresの1個以下の値が3未満、かつscoresが空ではない。',
  ],
  [
    {
      limit: {
        type: 'Percent',
        number: 33.5,
        orderColumns: [
          { type: 'Column', column: 'points', order: 'descending' },
          { type: 'Column', column: 'born', order: 'ascending' },
        ],
      },
    },
    'All customers. Of these, only the first 33.5% by points from high to low, then born from low to high.',
    'すべての顧客。そのうちpointsの降順、bornの昇順の最初の33.5%のみ。',
  ],
];

test.each(TABLE)('%j', (given, en, ja) => {
  const rule = segmentRule.parse(given);
  expect(plainText(segmentSentence(wordsIn('en'), rule))).toBe(en);
  expect(plainText(segmentSentence(wordsIn('ja'), rule))).toBe(ja);
});

test('values are emphasized, but neither columns nor operators', () => {
  const sentence = segmentSentence(wordsIn('en'), segmentRule.parse(only(gold, rich)));
  expect(partsOf(sentence).filter(({ isStrong }) => isStrong)).toEqual([
    { text: 'gold', isStrong: true },
    { text: '100', isStrong: true },
  ]);
});
