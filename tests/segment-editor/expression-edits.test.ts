import { expect, test } from 'vitest';
import { withMatch, withOrder } from '../../components/audience/editor/state/expression-edits.ts';

test.each([
  ['And', 'A and B and C'],
  ['Or', 'A or B or C'],
] as const)('the first expression means what %s did', (type, expr) => {
  expect(withMatch({ type, expr: undefined }, 'Composite', 'letter', 3)).toEqual({ type: 'Composite', expr });
});

test('an expression is kept when the match logic changes to All and back', () => {
  const all = withMatch({ type: 'Composite', expr: '1 or 2' }, 'And', 'digit', 2);
  expect(withMatch(all, 'Composite', 'digit', 2)).toEqual({ type: 'Composite', expr: '1 or 2' });
});

test('an expression follows its conditions while All is chosen', () => {
  const all = withMatch({ type: 'Composite', expr: 'A and (B or C)' }, 'And', 'letter', 3);
  const changed = withOrder(all, 'letter', 3, [2, 0, 1]);
  expect(withMatch(changed, 'Composite', 'letter', 3)).toEqual({ type: 'Composite', expr: 'B and (C or A)' });
  expect(withOrder({ type: 'And', expr: undefined }, 'letter', 3, [2, 0, 1])).toEqual({ type: 'And', expr: undefined });
});

test.each<[expr: string, order: readonly (number | undefined)[], after: string]>([
  ['(A or B) and C', [0, 1, 2, undefined], '(A or B) and C and D'],
  ['(A or B) and C', [0, undefined, 1, 2], '(A or C) and D and B'],
  ['(A or B) and C', [2, 1, 0], '(C or B) and A'],
  ['(A or B) and C', [0, 2], 'A and B'],
  ['A or B or C', [2], 'A'],
  ['A or B or C', [undefined, 0, 1, 2], '(B or C or D) and A'],
  ['A and', [0, 1, 2, undefined], 'A and'],
  ['A', [], ''],
])('%s in the order %j is %s', (expr, order, after) => {
  const count = expr === 'A' ? 1 : 3;
  expect(withOrder({ type: 'Composite', expr }, 'letter', count, order).expr).toBe(after);
});
