import { expect, test } from 'vitest';
import { shareOf } from '#components/ui/charts/share.tsx';

test.each([
  [0, 3, 0],
  [1, 1_000_000, 0.001],
  [1, 3, 0.333],
  [999_999, 1_000_000, 0.999],
  [3, 3, 1],
  [0, 0, null],
])('%i of %i is shown as %d: all only if it is all, and none only if it is none', (part, all, share) => {
  expect(shareOf(part, all)).toBe(share);
});
