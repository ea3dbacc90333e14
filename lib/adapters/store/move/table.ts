import { withoutNul } from '../postgresql/statement.ts';

/** The kind of values in a column. */
export type Kind = 'integer' | 'boolean' | 'real' | 'text' | 'bytes';

export interface Column {
  readonly name: string;
  readonly kind: Kind;
  /** PostgreSQL's name for the type. */
  readonly type: string;
}

/** A table that both databases have, as PostgreSQL's catalog describes it. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  /** The columns of the primary key, in its order. */
  readonly key: readonly Column[];
  /** The sequence that numbers new rows, and the column of the numbers. */
  readonly sequence: { readonly name: string; readonly column: string } | undefined;
  /** Whether triggers protect the rows, which may then only be copied unchanged. */
  readonly isProtected: boolean;
}

/** A row in PostgreSQL's text form, in which the rows of both databases are compared; null is NULL. */
export type Row = readonly (string | null)[];

/** The number of characters in rows. Each row counts one more, so that rows of NULLs are not free. */
export function charactersIn(rows: readonly Row[]): number {
  let characters = rows.length;
  for (const row of rows) for (const text of row) characters += text?.length ?? 0;
  return characters;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The names of columns for a statement. */
export function columnList(columns: readonly Column[]): string {
  return columns.map(({ name }) => quoted(name)).join();
}

/** A value of SQLite's driver in PostgreSQL's text form. Integers are BigInt. */
export function textOf({ kind }: Column, value: unknown): string | null {
  if (value === null) return null;
  if (kind === 'text') return withoutNul(value) as string;
  if (kind === 'bytes') return `\\x${(value as Buffer).toString('hex')}`;
  if (kind === 'boolean') return value === 0n ? 'f' : 't';
  return kind === 'real' ? String(Number(value)) : String(withoutFraction(value));
}

/** Drops the fraction that older versions stored with some times. */
function withoutFraction(value: unknown): unknown {
  return typeof value === 'number' ? BigInt(Math.trunc(value)) : value;
}

/** A value of a key for SQLite's driver. */
export function keyValueOf({ kind }: Column, text: string): unknown {
  return kind === 'integer' ? BigInt(text) : text;
}

/** The key of a row in words: `job_id 3, record 17`. */
export function nameOfRow({ key }: Table, values: readonly unknown[]): string {
  return key.map(({ name }, index) => `${name} ${String(values[index])}`).join(', ');
}
