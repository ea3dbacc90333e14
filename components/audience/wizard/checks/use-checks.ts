'use client';

import { useQuery } from '@tanstack/react-query';
import { getJson, postJson, RequestError, requestJson } from '#components/http/request-json.ts';
import { CHECK_JOIN, CHECK_MASTER } from '#components/paths.ts';
import type { RecordSample } from '#lib/core/query/workbench.ts';
import { filtersOf } from '../draft/choice-of-draft.ts';
import type { MasterDraft, TableDraft } from '../draft/draft.ts';

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
  /** Of both keys, if almost nothing matches. */
  readonly formats: { readonly parent: readonly string[]; readonly child: readonly string[] } | null;
}

const MAX_RETRIES = 5;

/** The engine runs few queries at a time: a check that found no place tries again. */
const OPTIONS = {
  staleTime: 60_000,
  retry: (count: number, error: Error) =>
    count < MAX_RETRIES && error instanceof RequestError && (error.status === 503 || error.status === 429),
} as const;

export function useMasterCheck(master: MasterDraft) {
  const chosen = chosenMaster(master);
  return useQuery({
    ...OPTIONS,
    queryKey: ['parent-segments', 'master', chosen],
    queryFn: ({ signal }) => requestJson<MasterFindings>(CHECK_MASTER, { ...postJson({ master: chosen }), signal }),
    enabled: isComplete(master),
  });
}

export function useJoinCheck(master: MasterDraft, { database, table, parentKey, childKey }: TableDraft) {
  const body = { master: chosenMaster(master), source: { database, table }, join: { parentKey, childKey } };
  return useQuery({
    ...OPTIONS,
    queryKey: ['parent-segments', 'join', body],
    queryFn: ({ signal }) => requestJson<JoinFindings>(CHECK_JOIN, { ...postJson(body), signal }),
    enabled: isComplete(master) && [table, parentKey, childKey].every((name) => name !== ''),
  });
}

/** The first records of a table, with personal values masked. */
export function useFirstRecords(database: string, table: string) {
  return useQuery({
    ...OPTIONS,
    queryKey: ['parent-segments', 'records', database, table],
    queryFn: ({ signal }) =>
      getJson<RecordSample>(
        `/api/workbench/databases/${encodeURIComponent(database)}/${encodeURIComponent(table)}/records`,
        signal,
      ),
    enabled: table !== '',
  });
}

/** A filter without a column or a value is still being written. */
function chosenMaster(master: MasterDraft) {
  const { database, table, keyColumn } = master;
  const filters = filtersOf(master).filter(({ column, values }) => column !== '' && values.length > 0);
  return { database, table, filters, ...(keyColumn !== '' && { key: keyColumn }) };
}

function isComplete({ database, table }: MasterDraft): boolean {
  return database !== '' && table !== '';
}
