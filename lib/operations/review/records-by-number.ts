import type { Cursor, Row, RowSource } from '../../core/record/row.ts';

/** Records that lie this close together are read in one go. */
const NEAR = 4000;

export interface Places {
  /** A place to read from, so that this record comes soon. */
  before(record: number): Cursor;
  /** A byte of the spool behind the beginning of this record, the nearest that is known; undefined where none is. */
  behind(record: number): number | undefined;
}

/** Reads the records with these rising numbers, a block of neighbours at a time, and little beside them. */
export async function* recordsByNumber(
  numbers: readonly number[],
  source: RowSource,
  places: Places,
): AsyncGenerator<readonly Row[]> {
  let next = 0;
  while (next < numbers.length) {
    const end = endOfNeighbours(numbers, next);
    const [first = 0, last = 0] = [numbers[next], numbers[end - 1]];
    for await (const rows of source.rows(places.before(first), places.behind(last))) {
      const found: Row[] = [];
      for (const row of rows) {
        if (row.record !== numbers[next]) continue;
        found.push(row);
        next += 1;
      }
      if (found.length > 0) yield found;
      if (next >= end) break;
    }
    if (next < end) return; // the file has no such record
  }
}

/** Behind the last of the numbers that lie close together, from this one on. */
function endOfNeighbours(numbers: readonly number[], from: number): number {
  let end = from + 1;
  while (end < numbers.length && (numbers[end] ?? 0) - (numbers[end - 1] ?? 0) <= NEAR) end += 1;
  return end;
}
