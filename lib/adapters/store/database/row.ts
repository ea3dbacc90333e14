import type { Tables } from './tables.ts';

/** A row of a table. `Known` has narrower types for some of its columns. */
export type Row<
  Table extends keyof Tables,
  Known extends { readonly [Column in keyof Tables[Table]]?: unknown } = object,
> = Omit<Tables[Table], keyof Known> & Known;
