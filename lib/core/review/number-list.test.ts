import fc from 'fast-check';
import { expect, test } from 'vitest';
import { selectionOf } from '../record/selection.ts';
import { NumberList } from './number-list.ts';

const rising = fc.uniqueArray(fc.integer({ min: 1, max: 60 })).map((numbers) => numbers.toSorted((a, b) => a - b));

test('behaves like a plain list', () => {
  fc.assert(
    fc.property(rising, fc.integer({ min: 0, max: 70 }), (numbers, any) => {
      const list = new NumberList(selectionOf(numbers));
      const place = numbers.indexOf(any);
      expect(list.length).toBe(numbers.length);
      expect(list.at(any)).toBe(numbers[any]);
      expect(list.indexOf(any)).toBe(place < 0 ? undefined : place);
      expect(list.countBefore(any)).toBe(numbers.filter((number) => number < any).length);
      expect(list.slice(any, any + 7)).toEqual(numbers.slice(any, any + 7));
    }),
  );
});

test('an empty list has no numbers', () => {
  const list = new NumberList([]);
  expect([list.length, list.at(0), list.indexOf(1), list.countBefore(1)]).toEqual([0, undefined, undefined, 0]);
});
