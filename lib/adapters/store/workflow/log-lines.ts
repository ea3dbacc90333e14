import { numbersIn } from '../database/portable-sql.ts';

/** What is known of a line before its text is read. */
export interface LineSize {
  readonly id: number;
  readonly bytes: number;
}

const MAX_PAGE_BYTES = 1024 * 1024;

/** The ids of the first lines that fit on a page, by number and size, but at least one; and whether there are more. */
export function fittingLines(
  sizes: readonly LineSize[],
  limit: number,
): { readonly ids: readonly number[]; readonly hasMore: boolean } {
  const ids: number[] = [];
  let total = 0;
  for (const { id, bytes } of sizes) {
    total += bytes;
    if (ids.length >= limit || (ids.length > 0 && total > MAX_PAGE_BYTES)) return { ids, hasMore: true };
    ids.push(id);
  }
  return { ids, hasMore: false };
}

/** Lines by their ids, given as JSON. */
export const LINES = `SELECT id, task, at, level, text FROM workflow_log WHERE id IN ${numbersIn('?')} ORDER BY id`;
