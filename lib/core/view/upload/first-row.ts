/** One of a file's first rows. */
export interface FirstRow {
  /** Its number among the rows of the file, from 1; in a workbook, its number in the sheet. */
  readonly row: number;
  readonly line: number;
  readonly cells: readonly string[];
  /** Whether the values are masked. */
  readonly isMasked: boolean;
}
