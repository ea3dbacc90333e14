'use client';

import { useQuery } from '@tanstack/react-query';
import { requestJson } from '#components/http/request-json.ts';
import { statePath } from '#components/paths.ts';
import { type ReviewScope, reviewScopeOf } from '#lib/core/review/review-scope.ts';
import type { ReviewView } from '#lib/core/review/review-view.ts';

const POLL_MS = 400;

export function stateKey({ upload, job }: ReviewScope) {
  return ['review', upload, 'state', job ?? null] as const;
}

export function isOpen({ state }: Pick<ReviewView, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

/** A review, polled while it runs and fetched again when the page is shown. */
export function useReview(initial: ReviewView) {
  const reviewed = reviewScopeOf(initial);
  return useQuery({
    queryKey: stateKey(reviewed),
    queryFn: ({ signal }) => requestJson<ReviewView>(statePath(reviewed), { signal }),
    initialData: initial,
    // The review may have been restarted since the page was left.
    gcTime: 0,
    refetchInterval: ({ state: { data } }) => (data && isOpen(data) ? POLL_MS : false),
  });
}
