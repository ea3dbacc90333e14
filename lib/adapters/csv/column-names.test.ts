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
    ['', ''],
    ['', ''],
  ],
])('%j becomes %j', (names, unique) => {
  expect(uniqueNames(names)).toEqual(unique);
});
