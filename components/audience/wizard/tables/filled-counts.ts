/** The rows of a table, and those with a value, by column. */
export interface FilledCounts {
  readonly rows: number;
  readonly values: Readonly<Record<string, number>>;
}
