import { withoutNul } from '../postgresql/statement.ts';

/** What a column holds. */
export type Kind = 'integer' | 'boolean' | 'real' | 'text' | 'bytes';

export interface Column {
  readonly name: string;
  readonly kind: Kind;
  /** PostgreSQL's name of its type. */
  readonly type: string;
}

/** A table that both databases have, as PostgreSQL's catalog describes it. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  /** The columns of the primary key, in its order. */
  readonly key: readonly Column[];
  /** The sequence that gives new rows their numbers, and the column that has them. */
  readonly sequence: { readonly name: string; readonly column: string } | undefined;
  /** Whether triggers protect its rows: they are copied as they are, or not at all. */
  readonly isProtected: boolean;
}

/** A row in PostgreSQL's text form, by which rows of both databases are compared; null is NULL. */
export type Row = readonly (string | null)[];

export function charactersIn(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + row.reduce((length, text) => length + (text?.length ?? 0), 1), 0);
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A value of SQLite's driver in PostgreSQL's text form. Integers are BigInt. */
export function textOf({ kind }: Column, value: unknown): string | null {
  if (value === null) return null;
  if (kind === 'text') return withoutNul(value) as string;
  if (kind === 'bytes') return `\\x${(value as Buffer).toString('hex')}`;
  if (kind === 'boolean') return value === 0n ? 'f' : 't';
  return kind === 'real' ? String(Number(value)) : String(wholeOf(value));
}

/** A time that an older version stored with a fraction has none in PostgreSQL. */
function wholeOf(value: unknown): unknown {
  return typeof value === 'number' ? BigInt(Math.trunc(value)) : value;
}

/** A value of a key, as SQLite's driver takes it. */
export function keyValueOf({ kind }: Column, text: string): unknown {
  return kind === 'integer' ? BigInt(text) : text;
}

/** The key of a row, as people find it: `job_id 3, record 17`. */
export function nameOfRow({ key }: Table, values: readonly unknown[]): string {
  return key.map(({ name }, index) => `${name} ${String(values[index])}`).join(', ');
}
