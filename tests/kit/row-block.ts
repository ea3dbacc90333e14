import { utf8 } from '../../lib/adapters/delivery/utf8.ts';
import type { Row } from '../../lib/core/record/row.ts';
import { blockOf, type RowBlock } from '../../lib/core/record/row-block.ts';

/** A block of rows given as text, all with as many cells as the first. */
export function blockOfRows(rows: readonly Row[]): RowBlock {
  return blockOf(rows, rows[0]?.cells.length ?? 0, utf8);
}
