export type Severity = 'error' | 'warning';

/** Facts an issue's text is filled with. Never a value of a customer: they are stored, logged and shown without care. */
export type IssueParams = Readonly<Record<string, string | number>>;

/** One problem of one record: which column of the file, which field of the table, and what is wrong, as a code. */
export interface Issue {
  readonly severity: Severity;
  readonly code: string;
  /** The file's own name of the column; null where no single column is at fault. */
  readonly column: string | null;
  /** The field's base name (`item_quantity` for the column `item_quantity_1`); null where the row itself is broken. */
  readonly field: string | null;
  readonly params?: IssueParams;
}
