import type { Cursor, RowSource } from '../../core/record/row.ts';

/** Counts of rows by number of cells. */
export interface RowShapes {
  readonly records: number;
  /** Rows with missing trailing cells. */
  readonly short: number;
  /** Rows with more cells than the header. */
  readonly long: number;
  /** Rows that cannot be read for another reason. */
  readonly unreadable: number;
}

/** Counts the rows of a file by shape. Reads the whole file, unless aborted. */
export async function countShapes(source: RowSource, start: Cursor, signal: AbortSignal): Promise<RowShapes> {
  const shapes = { records: 0, short: 0, long: 0, unreadable: 0 };
  for await (const rows of source.rows(start)) {
    signal.throwIfAborted();
    shapes.records += rows.length;
    for (const { fault, missingCells } of rows) {
      if (fault) shapes[fault.code === 'too_many_cells' ? 'long' : 'unreadable'] += 1;
      else if (missingCells > 0) shapes.short += 1;
    }
  }
  return shapes;
}
