'use client';

import { useQuery } from '@tanstack/react-query';
import { requestJson } from '#components/http/request-json.ts';
import { statePath } from '#components/paths.ts';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import { type Reviewed, reviewedIn } from '#lib/core/review/reviewed.ts';

const POLL_MS = 400;

export function stateKey({ upload, job }: Reviewed) {
  return ['review', upload, 'state', job ?? null] as const;
}

export function isOpen({ state }: Pick<ReviewView, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

/** A review as the page was made with it, kept up to date while the file is read, and when one comes back to it. */
export function useReview(initial: ReviewView) {
  const reviewed = reviewedIn(initial);
  return useQuery({
    queryKey: stateKey(reviewed),
    queryFn: ({ signal }) => requestJson<ReviewView>(statePath(reviewed), { signal }),
    initialData: initial,
    // A review that was left may have been begun anew since.
    gcTime: 0,
    refetchInterval: ({ state: { data } }) => (data && isOpen(data) ? POLL_MS : false),
  });
}
