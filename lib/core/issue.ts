export type Severity = 'error' | 'warning';

/** Parameters of an issue's text. Never customer values: they are stored, logged and shown unmasked. */
export type IssueParams = Readonly<Record<string, string | number>>;

/** One problem of one record. */
export interface Issue {
  readonly severity: Severity;
  readonly code: string;
  /** The column's name in the file; null if no single column is at fault. */
  readonly column: string | null;
  /** The field's base name (`item_quantity` for the column `item_quantity_1`); null if the row itself is malformed. */
  readonly field: string | null;
  readonly params?: IssueParams;
}
