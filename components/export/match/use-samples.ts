'use client';

import { useQuery } from '@tanstack/react-query';
import { getJson } from '#components/http/request-json.ts';
import { exportQueries } from '../export-queries.ts';
import type { ColumnSample } from './match-column.ts';

/** The first values of the columns: masked, from the page, or readable, fetched on demand and not cached. */
export function useSamples(upload: number, masked: readonly ColumnSample[], shown: boolean): readonly ColumnSample[] {
  const { data } = useQuery(
    {
      queryKey: ['samples', upload],
      queryFn: ({ signal }) => getJson<readonly ColumnSample[]>(`/exports/new/${upload}/samples`, signal),
      enabled: shown,
      gcTime: 0,
      staleTime: Number.POSITIVE_INFINITY,
    },
    exportQueries,
  );
  return shown && data ? data : masked;
}
