export type Severity = 'error' | 'warning';

/** Parameters of an issue's text. Never customer values: they are stored, logged and shown unmasked. */
export type IssueParams = Readonly<Record<string, string | number>>;

/** Parameters of a text whose language is known: their lists are joined as the language requires. */
export type TextParams = Readonly<Record<string, string | number | readonly string[]>>;

/** Parameters for programs and for storage, in which each list is comma-separated text. */
export function withoutLists(params: TextParams): IssueParams {
  const entries = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'object' ? value.join(', ') : value,
  ]);
  return Object.fromEntries(entries);
}

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

/** The code of the only issue of a record that the mapping leaves out because of a column's value. */
export const VALUE_LEFT_OUT = 'value_left_out';

/** The codes of the only issue of a row that is no record: one without values, or the column names once more. */
export const ROW_BLANK = 'row_blank';
export const HEADER_REPEATED = 'header_repeated';

/** The codes of issues that leave a record out when it is prepared. */
export const LEFT_OUT_WHEN_PREPARED: readonly string[] = [VALUE_LEFT_OUT, ROW_BLANK, HEADER_REPEATED];

/** Whether a prepared record with these errors is left out, by its mapping or as no record, and not invalid. */
export function isLeftOut(errors: readonly Issue[]): boolean {
  const [error] = errors;
  return error !== undefined && errors.length === 1 && LEFT_OUT_WHEN_PREPARED.includes(error.code);
}
