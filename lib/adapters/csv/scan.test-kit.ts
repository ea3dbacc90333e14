import type { Row } from '../../core/record/row.ts';
import { Scanner, type ScannerOptions } from './scanner.ts';

/** All rows of a file, scanned in chunks that end at `cuts` (ascending). */
export function scanInChunks(bytes: Uint8Array, options: ScannerOptions, cuts: readonly number[] = []): Row[] {
  const scanner = new Scanner(options);
  const ends = [...cuts, bytes.length];
  const pushed = ends.flatMap((end, i) => [...scanner.push(bytes.subarray(ends[i - 1] ?? 0, end))]);
  return [...pushed, ...scanner.end()].flat();
}
