import { UserError } from '../errors.ts';
import type { QueryColumn } from '../job/query.ts';

/** A database, as a list shows it. */
export interface DatabaseSummary {
  readonly name: string;
  readonly tables: number;
  readonly records: number;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Null for one without tables. */
  readonly updatedAt: number | null;
}

/** A table as an editor shows it. */
export interface TableOutline {
  readonly name: string;
  /** Null where nobody has looked yet. */
  readonly columns: readonly QueryColumn[] | null;
  /** Null where nobody counts. */
  readonly records: number | null;
}

export interface TableSummary extends TableOutline {
  readonly columns: readonly QueryColumn[];
  readonly records: number;
  readonly bytes: number;
  readonly updatedAt: number;
}

/** Some records of a table or a result as text, NULL as null. */
export interface SomeRecords {
  readonly columns: readonly QueryColumn[];
  readonly records: readonly (readonly (string | null)[])[];
}

/** People look at the beginning of a value. */
export const LONGEST_SHOWN = 1000;

/** A value as it is shown: what is longer ends in an ellipsis, and no pair of units that make one character is torn. */
export function shortened(value: string): string {
  return value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN).replace(/[\uD800-\uDBFF]$/, '')}…` : value;
}

/** The beginning of a query's result, and how many records it has in all. */
export interface ResultPreview extends SomeRecords {
  readonly total: number;
}

/** What an import came to. */
export interface ImportedTable {
  readonly records: number;
  /** Lines of a text file that could not be read and were left out. */
  readonly skipped: number;
}

const NAME = /^[a-z0-9_]{3,128}$/;
/** The engine's own. */
const RESERVED: readonly string[] = ['main', 'temp', 'system', 'memory', 'information_schema', 'pg_catalog'];

/** A name as TD has them. Throws UserError `workbench_name_malformed`; `field` says which input it came from. */
export function checkedName(name: string, field: 'database' | 'table'): string {
  if (NAME.test(name) && !(field === 'database' && RESERVED.includes(name))) return name;
  throw new UserError('workbench_name_malformed', { name: name.slice(0, 128), kind: field }, { field });
}
