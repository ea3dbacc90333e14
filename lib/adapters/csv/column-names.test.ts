import { expect, test } from 'vitest';
import { uniqueNames } from './column-names.ts';

test.each([
  [
    ['Name', 'em', 'Name'],
    ['Name', 'em', 'Name (2)'],
  ],
  [
    ['a', 'A', 'a', ''],
    ['a', 'A (2)', 'a (3)', ''],
  ],
  [
    ['a', 'a (2)', 'a'],
    ['a', 'a (2)', 'a (3)'],
  ],
  [
    ['a', 'a', 'a (3)', 'A', 'a (3)', 'a'],
    ['a', 'a (2)', 'a (3)', 'A (4)', 'a (3) (2)', 'a (5)'],
  ],
  [
    ['', ''],
    ['', ''],
  ],
])('%j becomes %j', (names, unique) => {
  expect(uniqueNames(names)).toEqual(unique);
});

test('adds a number to each repeated name, even in the longest header row', () => {
  expect(uniqueNames(new Array<string>(500_000).fill('a')).at(-1)).toBe('a (500000)');
});
