/** The number of items on a page. */
const PAGE_SIZE = 50;

/** The query parameter with the ID of a page's first item. */
export const PAGE_FROM = 'from';

/** One page of a list, by the cursor in the URL. A cursor that is not in the list is ignored. */
export function pageOf<Item extends { readonly id: number }>(
  items: readonly Item[],
  { path, search }: { readonly path: string; readonly search: URLSearchParams },
) {
  const from = search.get(PAGE_FROM);
  const start = Math.max(
    0,
    items.findIndex(({ id }) => String(id) === from),
  );
  const hrefAt = (index: number) => {
    const query = new URLSearchParams(search);
    query.delete(PAGE_FROM);
    const first = items[index];
    if (index > 0 && first) query.set(PAGE_FROM, String(first.id));
    return query.size === 0 ? path : `${path}?${query}`;
  };
  const next = start + PAGE_SIZE;
  return {
    shown: items.slice(start, next),
    hasPages: items.length > PAGE_SIZE,
    newerHref: start > 0 ? hrefAt(Math.max(0, start - PAGE_SIZE)) : undefined,
    olderHref: next < items.length ? hrefAt(next) : undefined,
  };
}
