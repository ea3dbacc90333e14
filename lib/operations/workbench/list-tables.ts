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
    databases(): Promise<readonly string[]>;
    /** Creation time in milliseconds. Throws UserError `database_unknown`. */
    createdAt(database: string): Promise<number>;
    /** Throws UserError `database_unknown`. */
    tables(database: string): Promise<readonly TableFile[]>;
    /** Throws UserError `database_unknown` or `table_unknown`. */
    table(database: string, name: string): Promise<TableFile>;
    facts(table: TableFile): Promise<{ readonly bytes: number; readonly updatedAt: number }>;
  };
  readonly engine: {
    inspect(
      tables: readonly TableFile[],
      signal?: AbortSignal,
    ): Promise<readonly { columns: readonly QueryColumn[]; records: number }[]>;
  };
}

export async function listDatabases({ workbench, engine }: ListOptions): Promise<readonly DatabaseSummary[]> {
  const names = await workbench.databases();
  const files = (await Promise.all(names.map((name) => workbench.tables(name)))).flat();
  const tables = await summaries(files, { workbench, engine });
  const made = await Promise.all(names.map((name) => workbench.createdAt(name)));
  return names.map((name, index) => {
    const own = tables.filter((_, place) => files[place]?.database === name);
    return {
      name,
      tables: own.length,
      records: sum(own.map(({ records }) => records)),
      bytes: sum(own.map(({ bytes }) => bytes)),
      // A restore creates a new folder, but keeps the times of its files.
      createdAt: Math.min(made[index] ?? Number.POSITIVE_INFINITY, ...own.map(({ updatedAt }) => updatedAt)),
      updatedAt: own.length === 0 ? null : Math.max(...own.map(({ updatedAt }) => updatedAt)),
    };
  });
}

export async function listTables(
  database: string,
  options: ListOptions,
  signal?: AbortSignal,
): Promise<readonly TableSummary[]> {
  return summaries(await options.workbench.tables(database), options, signal);
}

/** A single table. Throws UserError `database_unknown` or `table_unknown`. */
export async function showTable(database: string, name: string, options: ListOptions): Promise<TableSummary> {
  const [found] = await summaries([await options.workbench.table(database, name)], options);
  if (!found) throw new UserError('table_unknown', { name: `${database}.${name}` });
  return found;
}

async function summaries(
  files: readonly TableFile[],
  { workbench, engine }: ListOptions,
  signal?: AbortSignal,
): Promise<TableSummary[]> {
  const inspected = await engine.inspect(files, signal);
  const facts = await Promise.all(files.map((file) => workbench.facts(file)));
  return files.flatMap(({ table: name }, index) => {
    const [found, fact] = [inspected[index], facts[index]];
    return found && fact ? [{ name, ...found, ...fact }] : [];
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
