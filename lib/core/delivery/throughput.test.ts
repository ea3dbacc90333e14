import { expect, test } from 'vitest';
import { bucketWidthMs, fillGaps, findIdlePeriods, isWorthCharting } from './throughput.ts';

test.each([
  [1, 900, 1000],
  [2, 78_000, 1000],
  [3, 170_000, 5000],
  [61, 3_600_000, 60_000],
  [90 * 24 * 60, 90 * 86_400_000, 97_200_000],
  [2, 86_400_000, 2000],
])('%i active minutes within %i ms make buckets of %i ms', (minutes, span, width) => {
  expect(bucketWidthMs(minutes, span)).toBe(width);
});

const bucket = (at: number) => ({ at, events: 10, calls: 1, repeated: 0 });

test('fills short gaps with empty buckets, and cuts out idle periods', () => {
  const buckets = fillGaps([bucket(0), bucket(4000), bucket(64_000)], 1000);
  expect(buckets.map(({ at, calls }) => [at, calls])).toEqual([
    [0, 1],
    [1000, 0],
    [2000, 0],
    [3000, 0],
    [4000, 1],
    [64_000, 1],
  ]);
  expect(findIdlePeriods({ buckets, width: 1000 })).toEqual([{ nextIndex: 5, lengthMs: 59_000 }]);
});

test.each([
  [3, 1000, false],
  [29, 1000, false],
  [30, 1000, true],
  [2, 15_000, true],
])('%i intervals of %i ms are worth a chart: %s', (count, width, expected) => {
  const buckets = Array.from({ length: count }, (_, index) => bucket(index * width));
  expect(isWorthCharting({ buckets, width })).toBe(expected);
});
