import type { Tables } from './tables.ts';

/** A row of a table. `Narrowed` has narrower types for some of its columns. */
export type Row<
  Table extends keyof Tables,
  Narrowed extends { readonly [Column in keyof Tables[Table]]?: unknown } = object,
> = Omit<Tables[Table], keyof Narrowed> & Narrowed;
