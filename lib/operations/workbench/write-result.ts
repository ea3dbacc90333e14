import { UserError } from '../../core/errors.ts';
import type { QueryColumn } from '../../core/job/query.ts';
import type { InOneTransaction } from '../../core/transaction.ts';

interface CurrentTable {
  readonly path: string;
  readonly version: string;
}

export interface WriteResultOptions {
  readonly workbench: {
    current(database: string, table: string): CurrentTable | undefined;
    draft(database: string, table: string, id: string): string;
    syncDraft(draft: string): Promise<void>;
    replace(draft: string, database: string, table: string, before: CurrentTable | undefined): boolean;
    makeDurable(database: string): Promise<void>;
    discard(draft: string): Promise<void>;
  };
  readonly engine: {
    /** Null if the table already had the result. */
    writeResult(
      request: {
        table: string;
        source: string | null;
        columns: readonly QueryColumn[];
        how: 'create' | 'insert';
        base: string | null;
        target: string;
        key: string;
        time: number;
      },
      signal: AbortSignal,
    ): Promise<number | null>;
  };
  readonly inOneTransaction: InOneTransaction;
  readonly newId: () => string;
}

/** The frozen result of a query. */
export interface ResultToWrite {
  readonly source: string | null;
  readonly columns: readonly QueryColumn[];
  /** Identifies the result: adding it again to the same table changes nothing. */
  readonly key: string;
  /** The time of the records if only the table has a time column; in Unix seconds. */
  readonly time: number;
}

export interface TableToWrite {
  readonly database: string;
  readonly table: string;
  /** create: creates or replaces the table. insert: adds to it, and creates it if it is missing. */
  readonly how: 'create' | 'insert';
}

/**
 * Turns a result into a table, or adds it to one, completely or not at all, and only once. Throws UserErrors of the
 * workbench and of the query engine.
 */
export async function writeResult(
  { workbench, engine, inOneTransaction, newId }: WriteResultOptions,
  result: ResultToWrite,
  { database, table, how }: TableToWrite,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const draft = workbench.draft(database, table, newId());
    try {
      const before = workbench.current(database, table);
      const request = { ...result, table: `${database}.${table}`, how, base: before?.path ?? null, target: draft };
      const hadResult = (await engine.writeResult(request, signal)) === null;
      if (!hadResult) await workbench.syncDraft(draft);
      // If another writer has replaced the table meanwhile, the next round starts from the new one.
      if (hadResult || (await inOneTransaction(async () => workbench.replace(draft, database, table, before)))) {
        // Also if the table already had the result: the process that wrote it may have died before this step.
        await workbench.makeDurable(database);
        return;
      }
    } finally {
      await workbench.discard(draft);
    }
  }
}

/**
 * Creates a table without records and with only a time column, like a new table in TD. An existing table stays as it
 * is.
 */
export async function createEmptyTable(
  options: WriteResultOptions,
  { database, table }: Pick<TableToWrite, 'database' | 'table'>,
  signal: AbortSignal,
): Promise<void> {
  if (options.workbench.current(database, table)) return;
  const empty = { source: null, columns: [{ name: 'time', type: 'BIGINT' }], key: 'created', time: 0 };
  await writeResult(options, empty, { database, table, how: 'insert' }, signal);
}

/** The columns of a result. Throws UserError `result_unwritable` for a result from before types were stored. */
export function columnsOfResult(
  header: readonly string[],
  types: readonly string[],
  name: string,
): readonly QueryColumn[] {
  if (types.length !== header.length) throw new UserError('result_unwritable', { name });
  return header.map((column, index) => ({ name: column, type: types[index] ?? '' }));
}
