/** One of the first rows of a file. */
export interface FirstRow {
  /** Number of the row in the file, from 1. */
  readonly row: number;
  readonly line: number;
  readonly cells: readonly string[];
  /** Whether the values are masked. */
  readonly isMasked: boolean;
}
