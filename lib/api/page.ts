import { z } from 'zod';

/** Pages go by a place in the list, never by a number of pages. */

const MOST = 1000;
const USUAL = 50;

/** Which part of a list is asked for. The cursor is what the page before answered. */
export const pageAsked = {
  cursor: z
    .union([z.string(), z.number()])
    .transform((given, context) => {
      if (/^\d{1,15}$/.test(String(given))) return Number(given);
      context.addIssue({ code: 'custom', message: 'cursor_malformed' });
      return z.NEVER;
    })
    .optional(),
  limit: z.coerce.number<number>().int().min(1).max(MOST).default(USUAL),
};

/** The same of a list in the order of its names, of which the cursor is one. */
export const pageAskedByName = {
  cursor: z
    .string()
    .regex(/^\w{1,128}$/, 'cursor_malformed')
    .optional(),
  limit: pageAsked.limit,
};

/** `next` is the address of the next page; both are null behind the last one. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    data: z.array(item),
    cursor: z.string().nullable(),
    next: z.string().nullable().default(null),
  });
}

/** One page of rows that were asked for with one more than fit on it; `placeOf` a row is where the next page begins. */
export function turn<Row, Item>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => number | string,
  itemOf: (row: Row) => Item,
): { data: Item[]; cursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const isMore = rows.length > limit && last !== undefined;
  return { data: page.map(itemOf), cursor: isMore ? String(placeOf(last)) : null };
}
