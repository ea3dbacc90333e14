'use client';

import { useQuery } from '@tanstack/react-query';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { getJson } from '#components/http/request-json.ts';
import type { FileProfile } from '#lib/core/matching/column-profile.ts';
import { readingKey } from '#lib/core/upload/reading-key.ts';
import { exportQueries } from '../export-queries.ts';

/** What the columns of a file hold; undefined while the file is read. */
export function useProfile(file: ExportFile): FileProfile | undefined {
  const { data } = useQuery(
    {
      queryKey: ['profile', ...readingKey(file)],
      queryFn: ({ signal }) => getJson<FileProfile>(`/exports/new/${file.id}/profile`, signal),
      staleTime: Number.POSITIVE_INFINITY,
    },
    exportQueries,
  );
  return data;
}
