'use client';

import { useQuery } from '@tanstack/react-query';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { getJson } from '#components/http/request-json.ts';
import type { ColumnSample } from '#lib/core/view/upload/column-sample.ts';
import { exportQueryClient } from '../../export-query-client.ts';
import { shownValuesKey } from './use-shown-values.ts';

/** The first values of the columns. The page has them masked; readable values are fetched on demand and not cached. */
export function useSamples(
  file: ExportFile,
  masked: readonly ColumnSample[],
  isPersonalShown: boolean,
): readonly ColumnSample[] {
  const { data } = useQuery(
    {
      queryKey: ['samples', ...shownValuesKey(file)],
      queryFn: ({ signal }) => getJson<readonly ColumnSample[]>(`/exports/new/${file.id}/samples`, signal),
      enabled: isPersonalShown,
      gcTime: 0,
      staleTime: Number.POSITIVE_INFINITY,
    },
    exportQueryClient,
  );
  return isPersonalShown && data ? data : masked;
}
