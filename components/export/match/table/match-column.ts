/** A column of the file and its first values. */
export interface ColumnSample {
  readonly column: string;
  readonly values: readonly string[];
  /** Whether the values are masked. */
  readonly isMasked: boolean;
}
