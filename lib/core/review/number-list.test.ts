import fc from 'fast-check';
import { expect, test } from 'vitest';
import { selectionOf } from '../record/selection.ts';
import { NumberList } from './number-list.ts';

const rising = fc.uniqueArray(fc.integer({ min: 1, max: 60 })).map((numbers) => numbers.toSorted((a, b) => a - b));

test('behaves like a plain list', () => {
  fc.assert(
    fc.property(rising, fc.integer({ min: 0, max: 70 }), (numbers, anyNumber) => {
      const list = new NumberList(selectionOf(numbers));
      const place = numbers.indexOf(anyNumber);
      expect(list.length).toBe(numbers.length);
      expect(list.at(anyNumber)).toBe(numbers[anyNumber]);
      expect(list.indexOf(anyNumber)).toBe(place < 0 ? undefined : place);
      expect(list.countBefore(anyNumber)).toBe(numbers.filter((number) => number < anyNumber).length);
      expect(list.slice(anyNumber, anyNumber + 7)).toEqual(numbers.slice(anyNumber, anyNumber + 7));
    }),
  );
});

test('an empty list has no numbers', () => {
  const list = new NumberList([]);
  expect([list.length, list.at(0), list.indexOf(1), list.countBefore(1)]).toEqual([0, undefined, undefined, 0]);
});
