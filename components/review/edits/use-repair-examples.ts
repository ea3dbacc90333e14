'use client';

import { useQuery } from '@tanstack/react-query';
import { getJson } from '#components/http/request-json.ts';
import { repairExamplesPath } from '#components/paths.ts';
import { reviewScopeOf } from '#lib/core/review/review-scope.ts';
import type { OfferedRepair } from '#lib/core/review/review-view.ts';
import type { ReviewContext } from '../review-context.ts';

/** The offered repairs of a review; where values are shown, unmasked examples replace the masked ones once fetched. */
export function useRepairExamples({ view, isPersonalShown }: Pick<ReviewContext, 'view' | 'isPersonalShown'>) {
  const { data } = useQuery({
    queryKey: ['review', view.upload, 'examples', view.job?.id, view.version],
    queryFn: ({ signal }) => getJson<readonly OfferedRepair[]>(repairExamplesPath(reviewScopeOf(view)), signal),
    enabled: isPersonalShown && view.repairs.length > 0,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  return (isPersonalShown && data) || view.repairs;
}
