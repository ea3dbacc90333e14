import { z } from 'zod';
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
  /** Null if it has no tables. */
  readonly updatedAt: number | null;
}

/** A table, as an editor shows it. */
export interface TableOutline {
  readonly name: string;
  /** Null if not inspected yet. */
  readonly columns: readonly QueryColumn[] | null;
  /** Null if not counted. */
  readonly records: number | null;
}

export interface TableSummary extends TableOutline {
  readonly columns: readonly QueryColumn[];
  readonly records: number;
  readonly bytes: number;
  readonly updatedAt: number;
}

/** Some records of a table or a result as text, NULL as null. */
export interface RecordSample {
  readonly columns: readonly QueryColumn[];
  readonly records: readonly (readonly (string | null)[])[];
}

/** The first records of a query's result, and its number of records. */
export interface ResultPreview extends RecordSample {
  readonly total: number;
}

/** The result of an import. */
export interface ImportedTable {
  readonly records: number;
  /** How many lines of a text file could not be read and were left out. */
  readonly skipped: number;
}

const NAME = /^[a-z0-9_]{3,128}$/;
/** Names that the engine uses for its own databases. */
const RESERVED: readonly string[] = ['main', 'temp', 'system', 'memory', 'information_schema', 'pg_catalog'];

export function isWorkbenchName(name: string, kind: 'database' | 'table'): boolean {
  const isReserved = kind === 'database' && RESERVED.includes(name);
  return NAME.test(name) && !isReserved;
}

/**
 * The schema for the name of a new database. Its errors name the member of the input that it parses, whereas the errors
 * of `checkName` name the member `database` or `table`.
 */
export const databaseName = z
  .string()
  .trim()
  .min(1, { error: 'input_required', abort: true })
  .superRefine((name, context) => {
    const params = { name: name.slice(0, 128), kind: 'database' };
    if (!isWorkbenchName(name, 'database'))
      context.addIssue({ code: 'custom', message: 'workbench_name_malformed', params });
  });

/**
 * Returns the name if it follows TD's rules. Throws UserError `workbench_name_malformed`. `field` is both the kind of
 * the named object and the member of the input to which the error belongs.
 */
export function checkName(name: string, field: 'database' | 'table'): string {
  if (isWorkbenchName(name, field)) return name;
  throw new UserError('workbench_name_malformed', { name: name.slice(0, 128), kind: field }, { field });
}
