import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IDLE_MARGIN, pageNumbers, pagesAfter, ROWS_PER_PAGE, visiblePages } from './row-pages.ts';

test('loads the visible pages, those around them, and the page of the focus', () => {
  const loaded = { ...visiblePages(350, 420), ...IDLE_MARGIN };
  expect(pageNumbers(loaded, 100_000, 7)).toEqual([3, 4, 0, 5, 6, 7, 2]);
  expect(pageNumbers(loaded, 420, 350)).toEqual([3, 4, 2]);
  expect(pageNumbers({ from: 0, to: 0, ...IDLE_MARGIN }, 0, 0)).toEqual([]);
});

test('loads more pages in the direction of scrolling', () => {
  const loaded = { from: 3, to: 3, ...IDLE_MARGIN };
  expect(pagesAfter(loaded, { from: 4, to: 4 })).toEqual({ from: 4, to: 4, before: 1, after: 4 });
  expect(pagesAfter(loaded, { from: 2, to: 3 })).toEqual({ from: 2, to: 3, before: 4, after: 1 });
  expect(pagesAfter(loaded, { from: 3, to: 4 })).toEqual({ from: 3, to: 4, ...IDLE_MARGIN });
});

test('after a jump, loads the visible pages first, then those around them', () => {
  const far = pagesAfter({ from: 3, to: 3, ...IDLE_MARGIN }, { from: 900, to: 901 });
  expect(far).toEqual({ from: 900, to: 901, before: 0, after: 0 });
  expect(far && pagesAfter(far, { from: 900, to: 901 })).toEqual({ from: 900, to: 901, ...IDLE_MARGIN });
});

test('settles on the visible pages without scrolling', () => {
  const page = fc.integer({ min: 0, max: 50 });
  const margin = fc.integer({ min: 0, max: 4 });
  fc.assert(
    fc.property(page, page, margin, margin, page, (from, to, before, after, now) => {
      const visible = visiblePages(now * ROWS_PER_PAGE, now * ROWS_PER_PAGE + 40);
      let loaded = { from, to, before, after };
      for (let step = 0; step < 3; step++) loaded = pagesAfter(loaded, visible) ?? loaded;
      expect(pagesAfter(loaded, visible)).toBeUndefined();
      expect(pageNumbers(loaded, 10_000, 0)).toContain(now);
    }),
  );
});
