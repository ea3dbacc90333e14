/** One of a file's first rows, as it stands there. */
export interface FirstRow {
  /** Its number among the rows of the file, from 1. */
  readonly row: number;
  readonly line: number;
  readonly cells: readonly string[];
  /** Whether only the shape of the values is left. */
  readonly isMasked: boolean;
}
