/** A column of the file and what it begins with. */
export interface ColumnSample {
  readonly column: string;
  readonly values: readonly string[];
}
