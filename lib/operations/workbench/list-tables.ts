import { UserError } from '../../core/errors.ts';
import type { QueryColumn } from '../../core/job/query.ts';
import type { DatabaseSummary, TableSummary } from '../../core/query/workbench.ts';

interface TableFile {
  readonly database: string;
  readonly table: string;
  readonly path: string;
}

export interface ListOptions {
  readonly workbench: {
    /** Without databases that were deleted meanwhile. */
    existing(): Promise<readonly { name: string; createdAt: number; tables: readonly TableFile[] }[]>;
    /** Throws UserError `database_unknown`. */
    tables(database: string): Promise<readonly TableFile[]>;
    /** Throws UserError `database_unknown` or `table_unknown`. */
    table(database: string, name: string): Promise<TableFile>;
    /** Undefined for a table that was deleted meanwhile. */
    facts(table: TableFile): Promise<{ readonly bytes: number; readonly updatedAt: number } | undefined>;
  };
  readonly engine: {
    inspect(
      tables: readonly TableFile[],
      signal?: AbortSignal,
    ): Promise<readonly { columns: readonly QueryColumn[]; records: number }[]>;
  };
}

export async function listDatabases(options: ListOptions): Promise<readonly DatabaseSummary[]> {
  const databases = await options.workbench.existing();
  const files = databases.flatMap(({ tables }) => tables);
  const tables = await summaries(files, options);
  return databases.map(({ name, createdAt }) => {
    const databaseTables = tables.flatMap((table, index) => (table && files[index]?.database === name ? [table] : []));
    return {
      name,
      tables: databaseTables.length,
      records: sum(databaseTables.map(({ records }) => records)),
      bytes: sum(databaseTables.map(({ bytes }) => bytes)),
      // A restore creates a new folder, but keeps the times of its files.
      createdAt: Math.min(createdAt, ...databaseTables.map(({ updatedAt }) => updatedAt)),
      updatedAt: databaseTables.length === 0 ? null : Math.max(...databaseTables.map(({ updatedAt }) => updatedAt)),
    };
  });
}

export async function listTables(
  database: string,
  options: ListOptions,
  signal?: AbortSignal,
): Promise<readonly TableSummary[]> {
  const tables = await summaries(await options.workbench.tables(database), options, signal);
  return tables.filter((table) => table !== undefined);
}

/** A single table. Throws UserError `database_unknown` or `table_unknown`. */
export async function describeTable(database: string, name: string, options: ListOptions): Promise<TableSummary> {
  const [summary] = await summaries([await options.workbench.table(database, name)], options);
  if (!summary) throw new UserError('table_unknown', { name: `${database}.${name}` });
  return summary;
}

/** The table in each file; undefined for a file that was deleted meanwhile. */
async function summaries(
  files: readonly TableFile[],
  { workbench, engine }: ListOptions,
  signal?: AbortSignal,
): Promise<readonly (TableSummary | undefined)[]> {
  const inspected = await engine.inspect(files, signal);
  const facts = await Promise.all(files.map((file) => workbench.facts(file)));
  return files.map(({ table: name }, index) => {
    const content = inspected[index];
    const fact = facts[index];
    return content && fact && { name, ...content, ...fact };
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
