import type { QueryEngine } from '../core/job/query.ts';

/** What TD's clients call a query by: the engine within speaks Presto's words. */
export function dialectOf(engine: QueryEngine): 'presto' | 'trino' {
  return engine === 'trino' ? 'trino' : 'presto';
}

const PRESTO: Readonly<Record<string, string>> = {
  FLOAT: 'real',
  BLOB: 'varbinary',
  // What the engine makes of sums of whole numbers; Presto's are of this type.
  HUGEINT: 'bigint',
  UTINYINT: 'smallint',
  USMALLINT: 'integer',
  UINTEGER: 'bigint',
  UBIGINT: 'decimal(20,0)',
};

/** A column's type in Presto's words. */
export function prestoWord(type: string): string {
  if (type.endsWith('[]')) return `array(${prestoWord(type.slice(0, -2))})`;
  return PRESTO[type] ?? type.toLowerCase();
}

const TABLE: Readonly<Record<string, string>> = {
  tinyint: 'int',
  smallint: 'int',
  integer: 'int',
  bigint: 'long',
  real: 'float',
  double: 'double',
};

/** The same in the few words that TD has for the columns of a table: what is no number and no list is a string. */
export function tableWord(type: string): string {
  if (type.endsWith('[]')) return `array<${tableWord(type.slice(0, -2))}>`;
  return TABLE[prestoWord(type)] ?? 'string';
}
