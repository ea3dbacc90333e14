import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSelected, selectionOf, sizeOf } from '../record/selection.ts';
import { FIX_STATES, fixStates } from './fix-state.ts';

const some = fc
  .uniqueArray(fc.integer({ min: 1, max: 30 }))
  .map((records) => selectionOf(records.sort((a, b) => a - b)));

test('each fixable record has exactly one state', () => {
  fc.assert(
    fc.property(fc.record({ fixable: some, invalid: some, changed: some, leftOut: some, resent: some }), (facts) => {
      const states = fixStates(facts);
      expect(FIX_STATES.reduce((sum, state) => sum + sizeOf(states[state]), 0)).toBe(sizeOf(facts.fixable));
      for (let record = 1; record <= 30; record++) {
        const matching = FIX_STATES.filter((state) => isSelected(states[state], record));
        expect(matching).toHaveLength(isSelected(facts.fixable, record) ? 1 : 0);
      }
    }),
  );
});

test('ready records are changed, valid, not left out and not resent', () => {
  const fixable = selectionOf([1, 2, 3, 4, 5, 6]);
  const changed = selectionOf([1, 2, 3, 4, 9]);
  const facts = { fixable, changed, invalid: selectionOf([2, 5]), leftOut: selectionOf([3]), resent: selectionOf([4]) };
  expect(fixStates(facts)).toEqual({
    ready: [[1, 1]],
    invalid: [
      [2, 2],
      [5, 5],
    ],
    unchanged: [[6, 6]],
    resent: [[4, 4]],
    left_out: [[3, 3]],
  });
});
