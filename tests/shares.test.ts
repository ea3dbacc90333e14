import { expect, test } from 'vitest';
import { shareOf } from '#components/ui/charts/share.tsx';

test.each([
  [0, 3, 0],
  [1, 1_000_000, 0.001],
  [1, 3, 0.333],
  [999_999, 1_000_000, 0.999],
  [3, 3, 1],
  [0, 0, null],
])('%i of %i is the share %d: 1 only for all, and 0 only for none', (part, all, share) => {
  expect(shareOf(part, all)).toBe(share);
});
