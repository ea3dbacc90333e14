'use client';

import { useQuery } from '@tanstack/react-query';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { requestWithProgress } from '#components/http/request-with-progress.ts';
import type { FileProfile } from '#lib/core/matching/column-profile.ts';
import type { ReadProgress } from '#lib/core/view/upload/read-progress.ts';
import { exportQueryClient } from '../../export-query-client.ts';
import { shownValuesKey } from './use-shown-values.ts';

export interface ProfileReading {
  /** What the columns of the file contain; undefined until the whole file has been read. */
  readonly profile: FileProfile | undefined;
  /** Undefined before the first report, which a short file never sends. */
  readonly progress: ReadProgress | undefined;
  /** The file could not be read to its end. */
  readonly isFailed: boolean;
  readonly retry: () => void;
}

/** What the columns of the file contain. Nothing is requested for people who may not see values. */
export function useProfile(file: ExportFile, isPermitted: boolean): ProfileReading {
  const progressKey = ['profile progress', ...shownValuesKey(file)];
  const { data, isError, refetch } = useQuery(
    {
      queryKey: ['profile', ...shownValuesKey(file)],
      queryFn: ({ signal }) =>
        requestWithProgress<ReadProgress, FileProfile>(`/exports/new/${file.id}/profile`, signal, (progress) =>
          exportQueryClient.setQueryData(progressKey, progress),
        ),
      enabled: isPermitted,
      staleTime: Number.POSITIVE_INFINITY,
    },
    exportQueryClient,
  );
  const { data: progress } = useQuery<ReadProgress>({ queryKey: progressKey, enabled: false }, exportQueryClient);
  return { profile: data, progress, isFailed: isError, retry: () => void refetch() };
}
