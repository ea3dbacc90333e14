import { expect, test } from 'vitest';
import { withFetched } from '#components/log/followed-lines.ts';

const linesFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: first + index }));

test.each([
  ['few lines', 101, 1000],
  ['as many lines as fit', 101, 2100],
  ['more lines than fit', 601, 2600],
])('after %s are added, the previous page ends before the first shown line', (_, first, last) => {
  const page = withFetched({ lines: linesFrom(101, 400), earlier: 101 }, linesFrom(401, last - 400));
  expect(page.lines.at(0)?.id).toBe(first);
  expect(page.lines.at(-1)?.id).toBe(last);
  expect(page.earlier).toBe(first);
});

test('a log that fits has no previous page until its first lines are dropped', () => {
  const page = withFetched({ lines: [], earlier: undefined }, linesFrom(1, 2000));
  expect(page.earlier).toBeUndefined();
  expect(withFetched(page, linesFrom(2001, 1))).toMatchObject({ earlier: 2 });
});
