import type { Cursor, RowSource } from '../../core/record/row.ts';

/** How the rows of a file are shaped. */
export interface RowShapes {
  readonly records: number;
  /** Whose last cells are missing. */
  readonly short: number;
  /** With more cells than the header has. */
  readonly long: number;
  /** That cannot be read for another reason. */
  readonly unreadable: number;
}

/** Counts the rows of a file by their shape: it reads the whole file, and stops when nobody waits for it. */
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
