import type { QueryColumn } from '../job/query.ts';

/** How a column of a query's result fits what it is sent to. */
export interface CheckedColumn extends QueryColumn {
  /** The field that it feeds; null where it feeds none and is left out. */
  readonly field: string | null;
  /** What is done with its type, or stands in the way: a code of a text. */
  readonly hint: TypeHint | null;
}

export const TYPE_HINTS = ['converted', 'taken_as_utc', 'list', 'nested', 'bytes', 'fraction'] as const;
export type TypeHint = (typeof TYPE_HINTS)[number];

/** What would become of a query's columns if it were exported. */
export interface Compatibility {
  readonly columns: readonly CheckedColumn[];
  /** Required fields that no column feeds: the job would not begin. */
  readonly missing: readonly string[];
  /** Whether every event could tell who it is about: one of these sets of fields has to be there. */
  readonly identifiers: { readonly found: boolean; readonly sets: readonly (readonly string[])[] };
}
