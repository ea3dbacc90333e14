'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { postJson, requestJson } from '#components/http/request-json.ts';
import { safeRepairsPath } from '#components/paths.ts';
import type { ReviewView, SafeRepairs } from '#lib/core/review/review-view.ts';

/**
 * What all safe repairs would do, except those of the columns in `without`. When `without` changes, the previous
 * numbers stay until the new ones arrive.
 */
export function useSafeRepairs(
  { upload, version }: Pick<ReviewView, 'upload' | 'version'>,
  { without, isPersonalShown }: { without: readonly string[]; isPersonalShown: boolean },
) {
  return useQuery({
    queryKey: ['review', upload, 'safe repairs', version, without, isPersonalShown],
    queryFn: ({ signal }) =>
      requestJson<SafeRepairs>(safeRepairsPath(upload), {
        ...postJson({ without, personal: isPersonalShown }),
        signal,
      }),
    placeholderData: keepPreviousData,
    // Samples are customer values.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
}
