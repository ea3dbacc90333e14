'use client';

import { useQuery } from '@tanstack/react-query';
import { requestJson } from '#components/http/request-json.ts';
import type { QueryEngine } from '#lib/core/job/query.ts';
import type { EditorStart } from '../editor-start.ts';

/** What a query can be asked of. */
export interface Databases {
  readonly names: readonly string[];
  readonly isLoading: boolean;
  readonly problem: string | undefined;
}

/** The databases here, or the schemas of the Trino: those are asked for once somebody chooses it. */
export function useDatabases(engine: QueryEngine, { databases, hasTrino }: EditorStart): Databases {
  const { data, error, isLoading } = useQuery({
    queryKey: ['schemas'],
    queryFn: ({ signal }) => requestJson<readonly string[]>('/api/workbench/trino/schemas', { signal }),
    enabled: engine === 'trino' && hasTrino,
    ...{ retry: false, staleTime: 60_000 },
  });
  if (engine === 'duckdb') return { names: databases, isLoading: false, problem: undefined };
  return { names: data ?? [], isLoading, problem: error?.message };
}
