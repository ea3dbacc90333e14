import type { Cursor, Row } from '../../core/record/row.ts';
import type { RowBlock, RowSource } from '../../core/record/row-block.ts';

/** Records at most this far apart are read together. */
const MAX_DISTANCE = 4000;

export interface ReadingPositions {
  /** A known position shortly before this record. */
  before(record: number): Promise<Cursor>;
  /** The nearest known byte of the spool after the start of this record; undefined if there is none. */
  after(record: number): Promise<number | undefined>;
}

/** Yields the records with these ascending numbers, block by block. Reads neighbors together, with all between them. */
export async function* recordsByNumber(
  numbers: readonly number[],
  source: RowSource,
  positions: ReadingPositions,
): AsyncGenerator<readonly Row[]> {
  let next = 0;
  while (next < numbers.length) {
    const end = endOfNeighbors(numbers, next);
    const first = numbers[next] ?? 0;
    const last = numbers[end - 1] ?? 0;
    for await (const block of source.rows(await positions.before(first), await positions.after(last))) {
      const foundRows = rowsWith(numbers, next, block);
      next += foundRows.length;
      if (foundRows.length > 0) yield foundRows;
      if (next >= end) break;
    }
    if (next < end) return; // the file has no such record
  }
}

/** The rows of a block with these numbers, starting at `from`. */
function rowsWith(numbers: readonly number[], from: number, block: RowBlock): readonly Row[] {
  const rows: Row[] = [];
  for (let index = 0; index < block.length; index++)
    if (block.recordOf(index) === numbers[from + rows.length]) rows.push(block.row(index));
  return rows;
}

/** The index after the last number that is close to its predecessor, starting at `from`. */
function endOfNeighbors(numbers: readonly number[], from: number): number {
  let end = from + 1;
  while (end < numbers.length && (numbers[end] ?? 0) - (numbers[end - 1] ?? 0) <= MAX_DISTANCE) end += 1;
  return end;
}
