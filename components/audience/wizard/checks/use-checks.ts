'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getJson, postJson, requestJson } from '#components/http/request-json.ts';
import { CHECK_JOIN, CHECK_MASTER, EXAMPLE_CUSTOMERS } from '#components/paths.ts';
import type { QueryEngine } from '#lib/core/job/query.ts';
import type { RecordSample } from '#lib/core/query/workbench.ts';
import { retryRefusedQuery } from '../../retry-refused-query.ts';
import { filtersOf } from '../draft/choice-of-draft.ts';
import type { Draft, MasterDraft, TableDraft } from '../draft/draft.ts';

/** What a build would find in the master table. */
export interface MasterFindings {
  readonly rows: number;
  readonly customers: number;
  readonly differentKeys: number | null;
  readonly missingKeys: number | null;
  readonly filled: Readonly<Record<string, number>>;
}

/** What a build would find about a joined table. */
export interface JoinFindings {
  readonly rows: number;
  readonly matched: number;
  readonly allCustomers: number;
  readonly customers: number;
  readonly duplicateKeys: number;
  readonly filled: Readonly<Record<string, number>>;
  /** The formats of both keys, if almost nothing matches. */
  readonly formats: { readonly parent: readonly string[]; readonly child: readonly string[] } | null;
}

const QUERY_OPTIONS = { staleTime: 60_000, retry: retryRefusedQuery } as const;

export function useMasterCheck({ engine, master }: Pick<Draft, 'engine' | 'master'>) {
  const chosen = chosenMaster(engine, master);
  return useQuery({
    ...QUERY_OPTIONS,
    queryKey: ['parent-segments', 'master', chosen],
    queryFn: ({ signal }) => requestJson<MasterFindings>(CHECK_MASTER, { ...postJson({ master: chosen }), signal }),
    enabled: isTableChosen(master),
  });
}

export function useJoinCheck(
  { engine, master }: Pick<Draft, 'engine' | 'master'>,
  { database, table, parentKey, childKey }: TableDraft,
) {
  const body = { master: chosenMaster(engine, master), source: { database, table }, join: { parentKey, childKey } };
  return useQuery({
    ...QUERY_OPTIONS,
    queryKey: ['parent-segments', 'join', body],
    queryFn: ({ signal }) => requestJson<JoinFindings>(CHECK_JOIN, { ...postJson(body), signal }),
    enabled: isTableChosen(master) && [table, parentKey, childKey].every((name) => name !== ''),
  });
}

/**
 * Some customers and, for each joined table, each customer's row or null. The values of a row are in the order of
 * `columns`.
 */
export interface ExampleCustomers {
  readonly master: RecordSample;
  readonly joins: readonly {
    readonly columns: RecordSample['columns'];
    readonly rows: readonly (readonly (string | null)[] | null)[];
  }[];
}

export function useExampleCustomers(
  { engine, master }: Pick<Draft, 'engine' | 'master'>,
  tables: readonly TableDraft[],
) {
  const joins = tables.map(({ database, table, parentKey, childKey }) => ({
    source: { database, table },
    join: { parentKey, childKey },
  }));
  const body = { master: chosenMaster(engine, master), joins };
  return useQuery({
    ...QUERY_OPTIONS,
    queryKey: ['parent-segments', 'examples', body],
    queryFn: ({ signal }) => requestJson<ExampleCustomers>(EXAMPLE_CUSTOMERS, { ...postJson(body), signal }),
    enabled: isTableChosen(master),
    placeholderData: keepPreviousData,
  });
}

/** The first records of a table, with personal values masked. */
export function useFirstRecords(engine: QueryEngine, database: string, table: string) {
  const schema = encodeURIComponent(database);
  const name = encodeURIComponent(table);
  const path =
    engine === 'trino'
      ? `/api/workbench/trino/schemas/${schema}/tables/${name}/records`
      : `/api/workbench/databases/${schema}/${name}/records`;
  return useQuery({
    ...QUERY_OPTIONS,
    queryKey: ['parent-segments', 'records', path],
    queryFn: ({ signal }) => getJson<RecordSample>(path, signal),
    enabled: table !== '',
  });
}

/** The master table, without filters that are still being entered: those without a column or a value. */
function chosenMaster(engine: QueryEngine, master: MasterDraft) {
  const { database, table, keyColumn } = master;
  const filters = filtersOf(master).filter(({ column, values }) => column !== '' && values.length > 0);
  return { engine, database, table, filters, ...(keyColumn !== '' && { key: keyColumn }) };
}

function isTableChosen({ database, table }: MasterDraft): boolean {
  return database !== '' && table !== '';
}
