import type { Cursor, Row, RowSource } from '../core/row.ts';

/** The first rows of a file, read no further than they reach. */
export async function firstRows(source: RowSource, start: Cursor, limit: number): Promise<readonly Row[]> {
  const first: Row[] = [];
  for await (const rows of source.rows(start)) {
    first.push(...rows.slice(0, limit - first.length));
    if (first.length >= limit) break;
  }
  return first;
}
