import { z } from 'zod';

/** Lists are paged by cursor, never by page number. */

const MAX_PAGE_SIZE = 1000;
const DEFAULT_PAGE_SIZE = 50;

/** The input of a paged list. The cursor comes from the previous page. */
export const pageInput = {
  cursor: z
    .union([z.string(), z.number()])
    .transform((cursor, context) => {
      if (/^\d{1,15}$/.test(String(cursor))) return Number(cursor);
      context.addIssue({ code: 'custom', message: 'cursor_malformed' });
      return z.NEVER;
    })
    .optional(),
  limit: z.coerce.number<number>().int().min(1).max(MAX_PAGE_SIZE).default(DEFAULT_PAGE_SIZE),
};

/** The input of a list sorted by name; the cursor is a name. */
export const namePageInput = {
  cursor: z
    .string()
    .regex(/^\w{1,128}$/, 'cursor_malformed')
    .optional(),
  limit: pageInput.limit,
};

/** `next` is the URL of the next page; `cursor` and `next` are null on the last page. */
export function pageShape<Item extends z.ZodType>(item: Item) {
  return z.object({
    data: z.array(item),
    cursor: z.string().nullable(),
    next: z.string().nullable().default(null),
  });
}

/** Converts up to `limit + 1` rows to a page. The extra row shows that more follow; `cursorOf` gives a row's cursor. */
export async function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => number | string,
  itemOf: (row: Row) => Item | Promise<Item>,
): Promise<{ data: Item[]; cursor: string | null }> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { data: await Promise.all(page.map(itemOf)), cursor: hasMore ? String(cursorOf(last)) : null };
}
