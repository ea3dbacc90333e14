/** A few distinct values from the beginning of a column; none if it is empty there. */
export interface ColumnSample {
  readonly column: string;
  readonly values: readonly string[];
  /** Whether the values are masked. */
  readonly isMasked: boolean;
}
