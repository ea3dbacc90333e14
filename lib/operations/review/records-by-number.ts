import type { Cursor, Row, RowSource } from '../../core/row.ts';

/** Records that lie this close together are read in one go. */
const NEAR = 4000;

export interface Places {
  /** A place to read from, so that this record comes soon. */
  before(record: number): Cursor;
}

/** Reads the records with these rising numbers, a block of neighbours at a time. */
export async function* recordsByNumber(
  numbers: readonly number[],
  source: RowSource,
  places: Places,
): AsyncGenerator<readonly Row[]> {
  let next = 0;
  while (next < numbers.length) {
    const begun = next;
    for await (const rows of source.rows(places.before(numbers[next] ?? 0))) {
      const found: Row[] = [];
      for (const row of rows) {
        if (row.record !== numbers[next]) continue;
        found.push(row);
        next += 1;
      }
      if (found.length > 0) yield found;
      const wanted = numbers[next];
      if (wanted === undefined || wanted - (rows.at(-1)?.record ?? 0) > NEAR) break;
    }
    if (next === begun) return; // the file has no such record
  }
}
