import { useQuery } from '@tanstack/react-query';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { getJson } from '#components/http/request-json.ts';
import { readingKey } from '#lib/core/upload/reading-key.ts';
import { exportQueryClient } from '../export-query-client.ts';

/** How many records the file has, and how many of them have fewer or more cells than the header, or are unreadable. */
export interface Shapes {
  readonly records: number;
  readonly short: number;
  readonly long: number;
  readonly unreadable: number;
  /** The number of the last record, if it looks like a total. */
  readonly totalRecord: number | null;
}

/** The shapes of the records in the current format; undefined until they are counted and while the format changes. */
export function useShapes(file: ExportFile, isRereading: boolean): { shapes: Shapes | undefined; isFailed: boolean } {
  const { data, isError } = useQuery(
    {
      queryKey: ['shapes', ...readingKey(file)],
      queryFn: ({ signal }) => getJson<Shapes>(`/exports/new/${file.id}/shapes`, signal),
      staleTime: Number.POSITIVE_INFINITY,
    },
    exportQueryClient,
  );
  return { shapes: isRereading ? undefined : data, isFailed: isError && !isRereading };
}
