import type { Tables } from './tables.ts';

/** A row of a table. `Known` narrows columns whose values are of fewer kinds than their type in the database. */
export type Row<
  Table extends keyof Tables,
  Known extends { readonly [Column in keyof Tables[Table]]?: unknown } = object,
> = Omit<Tables[Table], keyof Known> & Known;
