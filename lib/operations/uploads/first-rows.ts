import type { Cursor, Row } from '../../core/record/row.ts';
import type { RowSource } from '../../core/record/row-block.ts';

/** Memory limit: fewer rows are returned if they are long. */
const MAX_BYTES = 8_000_000;

/** The first rows of a file, at least one if there is any, without reading further. */
export async function firstRows(source: RowSource, start: Cursor, limit: number): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const block of source.rows(start)) {
    for (let index = 0; index < block.length; index++) {
      const row = block.row(index);
      if (rows.length >= limit || (rows.length > 0 && row.end - start.byte > MAX_BYTES)) return rows;
      rows.push(row);
    }
    if (rows.length >= limit) break;
  }
  return rows;
}
