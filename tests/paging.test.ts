import { expect, test } from 'vitest';
import { pageOf } from '../components/ui/tables/page-of.ts';

const listOf = (length: number) => Array.from({ length }, (_, index) => ({ id: length - index }));

/** The page of a list at an address. */
function pageAt(href: string, length: number) {
  const { pathname: path, searchParams: search } = new URL(href, 'http://localhost');
  return pageOf(listOf(length), { path, search });
}

/** The IDs on all pages from an address on, following one of their links. */
function pagesFrom(href: string, length: number, link: 'newerHref' | 'olderHref'): readonly (readonly number[])[] {
  const page = pageAt(href, length);
  const nextHref = page[link];
  const ids = page.shown.map(({ id }) => id);
  return nextHref === undefined ? [ids] : [ids, ...pagesFrom(nextHref, length, link)];
}

test.each([0, 1, 50, 51, 100, 101, 230])(
  'the pages of %i items contain each item once, in both directions',
  (length) => {
    const older = pagesFrom('/jobs', length, 'olderHref');
    expect(older.flat()).toEqual(listOf(length).map(({ id }) => id));
    expect(older.slice(0, -1).every((ids) => ids.length === 50)).toBe(true);
    const last = older.at(-1)?.[0];
    expect(pagesFrom(`/jobs?from=${last}`, length, 'newerHref').toReversed()).toEqual(older);
    expect(pageAt('/jobs', length).hasPages).toBe(length > 50);
  },
);

test('links keep the search and filters, and the first page has no cursor', () => {
  expect(pageAt('/audience?search=a+b&only=failed', 60)).toMatchObject({
    newerHref: undefined,
    olderHref: '/audience?search=a+b&only=failed&from=10',
  });
  expect(pageAt('/audience?search=a+b&from=10', 60)).toMatchObject({
    newerHref: '/audience?search=a+b',
    olderHref: undefined,
  });
});

test('an address that names an item outside the list, such as a deleted one, shows the first page', () => {
  expect(pageAt('/audience?from=999', 60)).toEqual(pageAt('/audience', 60));
});
