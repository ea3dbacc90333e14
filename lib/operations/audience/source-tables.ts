import type { ColumnsOf } from '../../core/audience/build-plan.ts';
import type { ParentSegmentChoice, SourceTable } from '../../core/audience/parent-segment.ts';
import { UserError } from '../../core/errors.ts';
import type { QueryColumn } from '../../core/job/query.ts';

interface TableFile extends SourceTable {
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
}

/** The tables that a parent segment reads, each once, and their columns. Throws UserErrors for those that do not exist. */
export async function sourcesOf(
  { master, attributes, behaviors }: Pick<ParentSegmentChoice, 'master' | 'attributes' | 'behaviors'>,
  { workbench, engine }: SourceOptions,
  signal?: AbortSignal,
): Promise<{ readonly files: readonly TableFile[]; readonly columnsOf: ColumnsOf }> {
  const named = [master, ...attributes.map(({ source }) => source), ...behaviors.map(({ source }) => source)];
  const sources = new Map(named.map((source) => [keyOf(source), source]));
  const files = await Promise.all([...sources.values()].map(({ database, table }) => workbench.table(database, table)));
  const inspected = await engine.inspect(files, signal);
  const columns = new Map(files.map((file, index) => [keyOf(file), inspected[index]?.columns ?? []]));
  const columnsOf: ColumnsOf = (source) => {
    const found = columns.get(keyOf(source));
    if (!found) throw new UserError('table_unknown', { name: keyOf(source) });
    return found;
  };
  return { files, columnsOf };
}

function keyOf({ database, table }: SourceTable): string {
  return `${database}.${table}`;
}
