import type { QueryColumn } from '../job/query.ts';

/** A column of a query's result, checked against the fields of an export. */
export interface CheckedColumn extends QueryColumn {
  /** The field it is mapped to; null if it is ignored. */
  readonly field: string | null;
  /** How its type is converted, or why it does not fit: a message code. */
  readonly hint: TypeHint | null;
}

export const TYPE_HINTS = ['converted', 'taken_as_utc', 'list', 'nested', 'bytes', 'fraction'] as const;
export type TypeHint = (typeof TYPE_HINTS)[number];

/** How the columns of a query fit an export. */
export interface Compatibility {
  readonly columns: readonly CheckedColumn[];
  /** Required fields without a column: the job would not start. */
  readonly missing: readonly string[];
  /** Whether events can identify a person: one of these sets of fields must be mapped. */
  readonly identifiers: { readonly found: boolean; readonly sets: readonly (readonly string[])[] };
}
