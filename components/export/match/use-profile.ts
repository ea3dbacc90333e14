'use client';

import { useQuery } from '@tanstack/react-query';
import { getJson } from '#components/http/request-json.ts';
import type { FileProfile } from '#lib/core/matching/column-profile.ts';
import { exportQueries } from '../export-queries.ts';

/** What the columns of a file hold; undefined while the file is read, and for readers who may not see values. */
export function useProfile(upload: number, isPermitted: boolean): FileProfile | undefined {
  const { data } = useQuery(
    {
      queryKey: ['profile', upload],
      queryFn: ({ signal }) => getJson<FileProfile>(`/exports/new/${upload}/profile`, signal),
      enabled: isPermitted,
      staleTime: Number.POSITIVE_INFINITY,
    },
    exportQueries,
  );
  return data;
}
