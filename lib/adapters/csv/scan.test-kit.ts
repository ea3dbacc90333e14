import type { Row } from '../../core/record/row.ts';
import { Scanner, type ScannerOptions } from './scanner.ts';

/** All rows of a file's bytes that come in chunks ending at `cuts` (ascending), for tests. */
export function scanInChunks(bytes: Uint8Array, options: ScannerOptions, cuts: readonly number[] = []): Row[] {
  const scanner = new Scanner(options);
  const ends = [...cuts, bytes.length];
  const pushed = ends.flatMap((end, i) => [...scanner.push(bytes.subarray(ends[i - 1] ?? 0, end))]);
  return [...pushed, ...scanner.end()].flat();
}
