import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AT_FULL_PACE, callsAt, shareAt, slowedDown } from './pace.ts';

test('calls that were refused together halve the pace once, and lengthen the quiet time', () => {
  const once = slowedDown(AT_FULL_PACE, 1000, 100);
  expect(once).toEqual({ quietUntil: 1100, share: 0.5 });
  expect(slowedDown(once, 3000, 200)).toEqual({ quietUntil: 3200, share: 0.5 });
});

test('a pace grows back in two minutes from however little, and some of it is always left', () => {
  const slowdown = fc.record({
    quietUntil: fc.integer({ min: 0, max: 1e6 }),
    share: fc.double({ min: 0.01, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(slowdown, fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 1e4 }), (before, wait, calls) => {
      const now = before.quietUntil + 1;
      const after = slowedDown(before, wait, now);
      expect(after.share).toBeLessThanOrEqual(Math.max(1 / 64, shareAt(before, now) / 2));
      expect(shareAt(after, after.quietUntil + 120_000)).toBe(1);
      expect(callsAt({ calls, seconds: 1 }, after.share)).toBeGreaterThanOrEqual(1);
      expect(callsAt({ calls, seconds: 1 }, shareAt(after, after.quietUntil))).toBeLessThanOrEqual(calls);
    }),
  );
});
