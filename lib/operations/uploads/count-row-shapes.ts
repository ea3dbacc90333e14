import type { Cursor, Row } from '../../core/record/row.ts';
import type { RowBlock, RowSource } from '../../core/record/row-block.ts';
import { isTotal, lastFilledRow } from '../../core/upload/total-row.ts';

/** Counts of rows by number of cells. */
export interface RowShapes {
  readonly records: number;
  /** Rows with missing trailing cells. */
  readonly short: number;
  /** Rows with more cells than the header. */
  readonly long: number;
  /** Rows that cannot be read for another reason. */
  readonly unreadable: number;
  /** The number of the last record that is not blank, if it looks like a total. */
  readonly totalRecord: number | null;
}

/** Counts the rows of a file by shape. Reads the whole file, unless aborted. */
export async function countShapes(source: RowSource, start: Cursor, signal: AbortSignal): Promise<RowShapes> {
  const shapes = { records: 0, short: 0, long: 0, unreadable: 0 };
  let last: Row | undefined;
  for await (const block of source.rows(start)) {
    signal.throwIfAborted();
    shapes.records += block.length;
    last = lastFilledRow(block) ?? last;
    for (let index = 0; index < block.length; index++) {
      const shape = shapeOf(block, index);
      if (shape) shapes[shape] += 1;
    }
  }
  return { ...shapes, totalRecord: last && isTotal(last) ? last.record : null };
}

/** The shape of a row; undefined if it is as long as the header. */
function shapeOf(block: RowBlock, index: number): 'short' | 'long' | 'unreadable' | undefined {
  const fault = block.faultOf(index);
  if (fault) return fault.code === 'too_many_cells' ? 'long' : 'unreadable';
  return block.missingCellsOf(index) > 0 ? 'short' : undefined;
}
