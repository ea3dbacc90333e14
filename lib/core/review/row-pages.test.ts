import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PAGE, pageNumbers, pagesAfter, visiblePages, IDLE_MARGIN } from './row-pages.ts';

test('the pages in sight are read, one beside, and that of the focus wherever it is', () => {
  const held = { ...visiblePages(350, 420), ...IDLE_MARGIN };
  expect(pageNumbers(held, 100_000, 7)).toEqual([3, 4, 0, 5, 6, 7, 2]);
  expect(pageNumbers(held, 420, 350)).toEqual([3, 4, 2]);
  expect(pageNumbers({ from: 0, to: 0, ...IDLE_MARGIN }, 0, 0)).toEqual([]);
});

test('who scrolls on finds more pages ahead', () => {
  const held = { from: 3, to: 3, ...IDLE_MARGIN };
  expect(pagesAfter(held, { from: 4, to: 4 })).toEqual({ from: 4, to: 4, before: 1, behind: 4 });
  expect(pagesAfter(held, { from: 2, to: 3 })).toEqual({ from: 2, to: 3, before: 4, behind: 1 });
  expect(pagesAfter(held, { from: 3, to: 4 })).toEqual({ from: 3, to: 4, ...IDLE_MARGIN });
});

test('who jumps is shown what is in sight first, and what is beside it once that is there', () => {
  const far = pagesAfter({ from: 3, to: 3, ...IDLE_MARGIN }, { from: 900, to: 901 });
  expect(far).toEqual({ from: 900, to: 901, before: 0, behind: 0 });
  expect(far && pagesAfter(far, { from: 900, to: 901 })).toEqual({ from: 900, to: 901, ...IDLE_MARGIN });
});

test('standing still, it comes to rest with the pages in sight', () => {
  const page = fc.integer({ min: 0, max: 50 });
  const beside = fc.integer({ min: 0, max: 4 });
  fc.assert(
    fc.property(page, page, beside, beside, page, (from, to, before, behind, now) => {
      const inSight = visiblePages(now * PAGE, now * PAGE + 40);
      let held = { from, to, before, behind };
      for (let step = 0; step < 3; step++) held = pagesAfter(held, inSight) ?? held;
      expect(pagesAfter(held, inSight)).toBeUndefined();
      expect(pageNumbers(held, 10_000, 0)).toContain(now);
    }),
  );
});
