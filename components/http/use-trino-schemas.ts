'use client';

import { useQuery } from '@tanstack/react-query';
import { getJson } from './request-json.ts';

/** The schemas of Trino's catalog. */
export function useTrinoSchemas(enabled: boolean) {
  return useQuery({
    queryKey: ['schemas'],
    queryFn: ({ signal }) => getJson<readonly string[]>('/api/workbench/trino/schemas', signal),
    enabled,
    retry: false,
    staleTime: 60_000,
  });
}
