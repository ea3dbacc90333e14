import { useQuery } from '@tanstack/react-query';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { getJson } from '#components/http/request-json.ts';
import { readingKey } from '#lib/core/upload/reading-key.ts';
import { exportQueryClient } from '../export-query-client.ts';

export interface Shapes {
  readonly records: number;
  readonly short: number;
  readonly long: number;
  readonly unreadable: number;
  /** The number of the last record, if it looks like a total. */
  readonly totalRecord: number | null;
}

/** How many records a file has with its current format, and how many do not fit the header; undefined until counted. */
export function useShapes(file: ExportFile, busy: boolean): { shapes: Shapes | undefined; isFailed: boolean } {
  const { data, isError } = useQuery(
    {
      queryKey: ['shapes', ...readingKey(file)],
      queryFn: ({ signal }) => getJson<Shapes>(`/exports/new/${file.id}/shapes`, signal),
      staleTime: Number.POSITIVE_INFINITY,
    },
    exportQueryClient,
  );
  return { shapes: busy ? undefined : data, isFailed: isError && !busy };
}
