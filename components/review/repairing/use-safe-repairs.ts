'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { postJson, requestJson } from '#components/http/request-json.ts';
import { safeRepairsPath } from '#components/paths.ts';
import type { ReviewView, SafeRepairs } from '#lib/core/review/review-view.ts';

/**
 * What all safe repairs would do, except those of some columns. The numbers of the previous selection stay until the
 * new ones arrive.
 */
export function useSafeRepairs(
  { upload, version }: Pick<ReviewView, 'upload' | 'version'>,
  { without, personal }: { without: readonly string[]; personal: boolean },
) {
  return useQuery({
    queryKey: ['review', upload, 'safe repairs', version, without, personal],
    queryFn: ({ signal }) =>
      requestJson<SafeRepairs>(safeRepairsPath(upload), { ...postJson({ without, personal }), signal }),
    placeholderData: keepPreviousData,
    // Samples are customer values.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
}
