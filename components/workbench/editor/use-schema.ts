'use client';

import { useQuery } from '@tanstack/react-query';
import type { TableSummary } from '#lib/core/workbench.ts';
import { ask } from '../ask.ts';

/** The tables of a database and their columns. */
export function useSchema(database: string) {
  return useQuery({
    queryKey: ['schema', database],
    queryFn: ({ signal }) => ask<readonly TableSummary[]>(`/api/workbench/databases/${database}/tables`, { signal }),
    enabled: database !== '',
    retry: false,
  });
}
