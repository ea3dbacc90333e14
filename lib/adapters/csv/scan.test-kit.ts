import type { Row } from '../../core/record/row.ts';
import type { Delimiter } from './cells.ts';
import { RecordFinder } from './record-finder.ts';
import { Scanner, type ScannerOptions } from './scanner.ts';

/** All rows of a file, scanned in chunks that end at `cuts` (ascending). */
export function scanInChunks(bytes: Uint8Array, options: ScannerOptions, cuts: readonly number[] = []): Row[] {
  const scanner = new Scanner(options);
  const ends = [...cuts, bytes.length];
  const pushed = ends.flatMap((end, i) => [...scanner.push(bytes.subarray(ends[i - 1] ?? 0, end))]);
  return [...pushed, ...scanner.end()].flatMap(({ rows }) => rows);
}

/** All rows of a file whose number of columns is unknown, as RecordFinder finds them. */
export function findRecords(bytes: Uint8Array, delimiter: Delimiter): Row[] {
  const finder = new RecordFinder({ delimiter, columnCount: undefined });
  finder.append(bytes);
  finder.hasFileEnd = true;
  const rows: Row[] = [];
  for (let row = finder.next(); row; row = finder.next()) rows.push(row);
  return rows;
}
