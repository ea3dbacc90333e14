/** A column of the file and what it begins with. */
export interface ColumnSample {
  readonly column: string;
  readonly values: readonly string[];
  /** Whether only the shape of the values is left. */
  readonly isMasked: boolean;
}
