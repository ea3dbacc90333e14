import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applySlowdown, callsPerWindow, FULL_PACE, paceOf, shareAt, slowdownAt } from './pace.ts';

test('refusals of concurrent calls halve the pace once and extend the quiet time', () => {
  const once = applySlowdown(FULL_PACE, 1000, 100);
  expect(once).toEqual({ quietUntil: 1100, share: 0.5 });
  expect(applySlowdown(once, 3000, 200)).toEqual({ quietUntil: 3200, share: 0.5 });
});

test('a quiet time set by a clock that was ahead counts as over', () => {
  const future = applySlowdown(FULL_PACE, 1000, 1e12);
  expect(slowdownAt(future, 0)).toEqual(FULL_PACE);
  expect(applySlowdown(future, 1000, 0)).toEqual({ quietUntil: 1000, share: 0.5 });
  expect(slowdownAt(applySlowdown(FULL_PACE, 15 * 60_000, 100), 0)).toEqual({ quietUntil: 900_100, share: 0.5 });
});

test('a pace recovers within two minutes and never drops to zero', () => {
  const slowdown = fc.record({
    quietUntil: fc.integer({ min: 0, max: 1e6 }),
    share: fc.double({ min: 0.01, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(slowdown, fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 1e4 }), (before, wait, calls) => {
      const now = before.quietUntil + 1;
      const after = applySlowdown(before, wait, now);
      expect(after.share).toBeLessThanOrEqual(Math.max(1 / 64, shareAt(before, now) / 2));
      expect(shareAt(after, after.quietUntil + 120_000)).toBe(1);
      expect(callsPerWindow({ calls, seconds: 1 }, after.share)).toBeGreaterThanOrEqual(1);
      expect(callsPerWindow({ calls, seconds: 1 }, shareAt(after, after.quietUntil))).toBeLessThanOrEqual(calls);
    }),
  );
});

test.each([
  [5000, { calls: 81, seconds: 1 }],
  [122, { calls: 2, seconds: 1 }],
  [61, { calls: 1, seconds: 1 }],
  [60, { calls: 1, seconds: 2 }],
  [31, { calls: 1, seconds: 2 }],
  [10, { calls: 1, seconds: 7 }],
  [2, { calls: 1, seconds: 60 }],
])('%d calls per minute become %o', (callsPerMinute, pace) => {
  expect(paceOf(callsPerMinute)).toEqual(pace);
});

test('the share of the full pace grows after the quiet time', () => {
  const slowdown = { quietUntil: 10_000, share: 0.25 };
  expect([0, 10_000, 40_000, 70_000, 100_000, 200_000].map((now) => shareAt(slowdown, now))).toEqual([
    0.25, 0.25, 0.5, 0.75, 1, 1,
  ]);
});

test('a refusal at the end of the quiet time halves the pace again', () => {
  const once = applySlowdown(FULL_PACE, 1000, 100);
  expect(applySlowdown(once, 1000, 1100)).toEqual({ quietUntil: 2100, share: 0.25 });
});
