'use client';

import { useQuery } from '@tanstack/react-query';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { getJson } from '#components/http/request-json.ts';
import { readingKey } from '#lib/core/upload/reading-key.ts';
import type { FirstRow } from '#lib/core/view/upload/first-row.ts';
import { exportQueryClient } from '../export-query-client.ts';

/** The first rows of a file. The page has them masked; readable rows are fetched on demand and not cached. */
export function useFirstRows(
  file: ExportFile,
  masked: readonly FirstRow[],
  isPersonalShown: boolean,
): readonly FirstRow[] {
  const { data } = useQuery(
    {
      queryKey: ['rows', ...readingKey(file)],
      queryFn: ({ signal }) => getJson<readonly FirstRow[]>(`/exports/new/${file.id}/rows`, signal),
      enabled: isPersonalShown,
      gcTime: 0,
      staleTime: Number.POSITIVE_INFINITY,
    },
    exportQueryClient,
  );
  return isPersonalShown && data ? data : masked;
}
