'use client';

import { queryOptions, useQueries, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { getJson } from '#components/http/request-json.ts';
import { useTrinoSchemas } from '#components/http/use-trino-schemas.ts';
import { copiedColumns } from '#lib/core/audience/trino-source.ts';
import type { QueryColumn } from '#lib/core/job/query.ts';
import type { TableOutline } from '#lib/core/query/workbench.ts';
import { type Draft, findSource, type SourceChoice } from '../draft/draft.ts';

/** What the wizard can read. */
export interface WizardSources {
  /** All tables of the workbench. */
  readonly tables: readonly SourceChoice[];
  readonly hasTrino: boolean;
}

/** The tables of the draft's engine. Trino tables are listed by schema; the columns of chosen ones are loaded. */
export interface Sources {
  readonly hasTrino: boolean;
  readonly databases: readonly string[];
  readonly tables: readonly SourceChoice[];
  readonly isLoading: boolean;
  /** Why the tables could not be listed. */
  readonly problem: string | undefined;
  /** A table with its columns. Throws RequestError. */
  readonly loadTable: (database: string, table: string) => Promise<SourceChoice | undefined>;
}

export function useSources(draft: Draft, { tables: workbenchTables, hasTrino }: WizardSources): Sources {
  const trino = useTrinoSources(draft, draft.engine === 'trino');
  return useMemo((): Sources => {
    if (draft.engine === 'trino') return { ...trino, hasTrino };
    const databases = [...new Set(workbenchTables.map(({ database }) => database))];
    const loadTable = async (database: string, table: string) => findSource(workbenchTables, { database, table });
    return { hasTrino, databases, tables: workbenchTables, isLoading: false, problem: undefined, loadTable };
  }, [draft.engine, trino, workbenchTables, hasTrino]);
}

const SCHEMAS = '/api/workbench/trino/schemas';
const NEVER_STALE = { retry: false, staleTime: Number.POSITIVE_INFINITY } as const;

function useTrinoSources(draft: Draft, isEnabled: boolean): Omit<Sources, 'hasTrino'> {
  const client = useQueryClient();
  const schemas = useTrinoSchemas(isEnabled);
  const chosenTables = [draft.master, ...draft.attributes, ...draft.behaviors];
  const databases = [...new Set(chosenTables.map(({ database }) => database))].filter((name) => name !== '');
  const lists = useQueries({
    queries: databases.map((database) => ({ ...tablesOf(database), enabled: isEnabled })),
    combine: (results) => ({
      data: results.map(({ data }) => data),
      error: results.find(({ error }) => error)?.error,
      isLoading: results.some(({ isLoading }) => isLoading),
    }),
  });
  const describedTables = useQueries({
    queries: chosenTables
      .filter(({ table }) => table !== '')
      .map(({ database, table }) => ({ ...columnsOf(database, table), enabled: isEnabled })),
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  });
  // Texts, because unlike the arrays they stay equal while nothing changes.
  const databaseNames = databases.join('\n');
  const chosenNames = chosenTables.map(({ database, table }) => `${database}\n${table}`).join('\n\n');
  const tables = useMemo(() => {
    const describeTable = (database: string, table: string) =>
      findSource(describedTables, { database, table }) ?? { database, table, columns: null, records: null };
    return databaseNames.split('\n').flatMap((database, index) => {
      const list = lists.data[index]?.map(({ name }) => name) ?? chosenIn(chosenNames, database);
      return list.map((table) => describeTable(database, table));
    });
  }, [databaseNames, chosenNames, lists.data, describedTables]);
  const { error = schemas.error } = lists;
  return useMemo(
    () => ({
      databases: schemas.data ?? [],
      tables,
      isLoading: schemas.isLoading || lists.isLoading,
      problem: error?.message,
      loadTable: async (database, table) => (await client.fetchQuery(columnsOf(database, table)))[0],
    }),
    [schemas.data, schemas.isLoading, lists.isLoading, tables, error, client],
  );
}

/** The chosen tables of a schema, which do not count as lost while the schema is being listed. */
function chosenIn(names: string, database: string): readonly string[] {
  const chosen = names.split('\n\n').map((source) => source.split('\n'));
  return chosen.flatMap(([schema, table]) => (schema === database && table ? [table] : []));
}

function tablesOf(schema: string) {
  const path = `${SCHEMAS}/${encodeURIComponent(schema)}/tables`;
  return queryOptions({
    queryKey: ['parent-segments', 'tables', schema],
    queryFn: ({ signal }) => getJson<readonly TableOutline[]>(path, signal),
    ...NEVER_STALE,
  });
}

/**
 * The query for a table with its columns, in the types that a build gives them. Its result is empty if the table does
 * not exist.
 */
function columnsOf(database: string, table: string) {
  const path = `${SCHEMAS}/${encodeURIComponent(database)}/tables/${encodeURIComponent(table)}`;
  return queryOptions({
    queryKey: ['parent-segments', 'columns', database, table],
    async queryFn({ signal }): Promise<readonly SourceChoice[]> {
      const columns = copiedColumns(await getJson<readonly QueryColumn[]>(path, signal));
      return columns.length === 0 ? [] : [{ database, table, columns, records: null }];
    },
    ...NEVER_STALE,
  });
}
