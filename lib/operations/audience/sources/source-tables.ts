import type { ColumnsOf } from '../../../core/audience/build-plan.ts';
import type { ParentSegmentChoice, SourceTable } from '../../../core/audience/parent-segment.ts';
import { sourceKey, sourceTables } from '../../../core/audience/source-tables.ts';
import { copiedColumns } from '../../../core/audience/trino-source.ts';
import { UserError } from '../../../core/errors.ts';
import type { QueryColumn } from '../../../core/job/query.ts';

export interface TableFile extends SourceTable {
  readonly path: string;
}

export interface SourceOptions {
  readonly workbench: {
    /** Throws UserErrors `database_unknown` and `table_unknown`. */
    table(database: string, name: string): Promise<TableFile>;
  };
  readonly engine: {
    inspect(
      tables: readonly TableFile[],
      signal?: AbortSignal,
    ): Promise<readonly { columns: readonly QueryColumn[] }[]>;
  };
  /** Throws UserError `trino_not_set_up`. */
  readonly trino: () => {
    /** Empty for a table that does not exist. */
    tableColumns(schema: string, table: string, signal?: AbortSignal): Promise<readonly QueryColumn[]>;
  };
}

export type SourceChoice = Pick<ParentSegmentChoice, 'engine' | 'master' | 'attributes' | 'behaviors'>;

/**
 * The columns of the tables that a parent segment reads, with the types of the built-in engine. Throws UserErrors for
 * unknown tables.
 */
export async function sourceColumns(
  choice: SourceChoice,
  options: SourceOptions,
  signal?: AbortSignal,
): Promise<ColumnsOf> {
  if (choice.engine === 'duckdb') return columnsOfFiles(await workbenchFiles(choice, options), options, signal);
  const columnsOf = await trinoColumns(choice, options, signal);
  return (source) => copiedColumns(columnsOf(source));
}

/**
 * The files of the workbench tables that a parent segment reads. Throws UserErrors `database_unknown` and
 * `table_unknown`.
 */
export function workbenchFiles(
  choice: SourceChoice,
  { workbench }: Pick<SourceOptions, 'workbench'>,
): Promise<readonly TableFile[]> {
  return Promise.all(sourceTables(choice).map(({ database, table }) => workbench.table(database, table)));
}

export async function columnsOfFiles(
  files: readonly TableFile[],
  { engine }: Pick<SourceOptions, 'engine'>,
  signal?: AbortSignal,
): Promise<ColumnsOf> {
  const inspected = await engine.inspect(files, signal);
  return columnsOf(files, (index) => inspected[index]?.columns ?? []);
}

/** The columns of Trino tables, with Trino's types. Throws UserError `table_unknown`. */
export async function trinoColumns(
  choice: SourceChoice,
  { trino }: Pick<SourceOptions, 'trino'>,
  signal?: AbortSignal,
): Promise<ColumnsOf> {
  const server = trino();
  const tables = sourceTables(choice);
  const columns = await Promise.all(tables.map(({ database, table }) => server.tableColumns(database, table, signal)));
  for (const [index, table] of tables.entries())
    if (columns[index]?.length === 0) throw new UserError('table_unknown', { name: sourceKey(table) });
  return columnsOf(tables, (index) => columns[index] ?? []);
}

function columnsOf(tables: readonly SourceTable[], columnsAt: (index: number) => readonly QueryColumn[]): ColumnsOf {
  const columnsOfTable = new Map(tables.map((table, index) => [sourceKey(table), columnsAt(index)]));
  return (source) => {
    const columns = columnsOfTable.get(sourceKey(source));
    if (!columns) throw new UserError('table_unknown', { name: sourceKey(source) });
    return columns;
  };
}
