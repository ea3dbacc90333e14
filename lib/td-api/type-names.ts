import type { QueryEngine } from '../core/job/query.ts';

/** The query type for TD's clients: the built-in engine accepts Presto's dialect. */
export function dialectOf(engine: QueryEngine): 'presto' | 'trino' {
  return engine === 'trino' ? 'trino' : 'presto';
}

const PRESTO_TYPES: Readonly<Record<string, string>> = {
  FLOAT: 'real',
  BLOB: 'varbinary',
  // The engine's type for sums of integers, which are bigint in Presto.
  HUGEINT: 'bigint',
  UTINYINT: 'smallint',
  USMALLINT: 'integer',
  UINTEGER: 'bigint',
  UBIGINT: 'decimal(20,0)',
};

/** Presto's name for a column type. */
export function prestoType(type: string): string {
  if (type.endsWith('[]')) return `array(${prestoType(type.slice(0, -2))})`;
  return PRESTO_TYPES[type] ?? type.toLowerCase();
}

const TABLE_TYPES: Readonly<Record<string, string>> = {
  tinyint: 'int',
  smallint: 'int',
  integer: 'int',
  bigint: 'long',
  real: 'float',
  double: 'double',
};

/** TD's name for the type of a table column: everything but integers, reals and arrays is a string. */
export function tableType(type: string): string {
  if (type.endsWith('[]')) return `array<${tableType(type.slice(0, -2))}>`;
  return TABLE_TYPES[prestoType(type)] ?? 'string';
}
