'use client';

import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { requestJson } from '#components/http/request-json.ts';
import type { QueryColumn } from '#lib/core/job/query.ts';
import type { QueryChoice } from '#lib/core/query/saved-query.ts';
import type { TableOutline } from '#lib/core/query/workbench.ts';
import { lower, sqlTokens } from '#lib/core/sql/sql-tokens.ts';

export interface Schema {
  readonly tables: readonly TableOutline[] | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** The tables of a database. Columns of Trino tables are loaded only for tables that the query mentions. */
export function useSchema({ engine, database, sql }: Pick<QueryChoice, 'engine' | 'database' | 'sql'>): Schema {
  const { data, error, refetch } = useQuery({
    queryKey: ['schema', engine, database],
    queryFn: ({ signal }) => requestJson<readonly TableOutline[]>(tablesPath(engine, database), { signal }),
    enabled: database !== '',
    retry: false,
  });
  const mentioned = namesIn(sql);
  const toLoad = (data ?? []).filter(({ name, columns }) => columns === null && mentioned.has(name.toLowerCase()));
  const columnResults = useQueries({
    queries: toLoad.map(({ name }) => columnsQuery(database, name)),
    combine: (results) => results.map((result, index) => ({ name: toLoad[index]?.name, columns: result.data ?? null })),
  });
  const tables = useMemo(() => {
    const loadedColumns = new Map(columnResults.map(({ name, columns }) => [name, columns]));
    return data?.map((table) => ({ ...table, columns: table.columns ?? loadedColumns.get(table.name) ?? null }));
  }, [data, columnResults]);
  return { tables, error, retry: () => void refetch() };
}

/** The words and quoted names of a query, in lower case. */
export function namesIn(sql: string): ReadonlySet<string> {
  const names = sqlTokens(sql).flatMap((token) => {
    if (token.kind === 'word') return lower(token);
    return token.kind === 'name' ? lower(token).slice(1, -1) : [];
  });
  return new Set(names);
}

/** The columns of a Trino table, loaded on demand. */
export function useColumns(database: string, table: string, isEnabled: boolean) {
  return useQuery({ ...columnsQuery(database, table), enabled: isEnabled });
}

function columnsQuery(database: string, table: string) {
  const path = `${tablesPath('trino', database)}/${encodeURIComponent(table)}`;
  return queryOptions({
    queryKey: ['columns', path],
    queryFn: ({ signal }) => requestJson<readonly QueryColumn[]>(path, { signal }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

function tablesPath(engine: QueryChoice['engine'], database: string): string {
  const base = engine === 'trino' ? '/api/workbench/trino/schemas' : '/api/workbench/databases';
  return `${base}/${encodeURIComponent(database)}/tables`;
}
