'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMay } from '#components/access/access-provider.tsx';
import { postJson, requestJson } from '#components/http/request-json.ts';
import { useDebounced } from '#components/ui/hooks/use-debounced.ts';
import type { IssueParams } from '#lib/core/issue.ts';
import type { Compatibility } from '#lib/core/matching/compatibility.ts';
import type { QueryChoice } from '#lib/core/query/saved-query.ts';

/** The result of a check: compatibility, or why the query cannot run. */
export interface CheckResult {
  readonly fit?: Compatibility;
  readonly fault?: QueryFault;
}

export interface QueryFault {
  readonly code: string;
  readonly params: IssueParams;
}

const DEBOUNCE_MS = 500;

/** Checks a query's compatibility with the export when typing pauses. */
export function useCompatibility({ engine, database, sql }: Pick<QueryChoice, 'engine' | 'database' | 'sql'>) {
  const debouncedSql = useDebounced(sql, DEBOUNCE_MS);
  const isCheckable = useMay('queries.write') && database !== '' && debouncedSql.trim() !== '';
  return useQuery({
    queryKey: ['check', engine, database, debouncedSql],
    queryFn: ({ signal }) =>
      requestJson<CheckResult>('/api/workbench/check', {
        ...postJson({ engine, database, sql: debouncedSql }),
        signal,
      }),
    enabled: isCheckable,
    placeholderData: isCheckable ? keepPreviousData : undefined,
    gcTime: 0,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
