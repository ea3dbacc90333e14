'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import { askReview } from './ask-review.ts';
import { statePath } from './review-address.ts';

const POLL_MS = 400;

export function stateKey(upload: number) {
  return ['review', upload, 'state'] as const;
}

export function isOpen({ state }: Pick<ReviewView, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

/** A review as the page was made with it, kept up to date while the file is read, and when one comes back to it. */
export function useReview(initial: ReviewView) {
  return useQuery({
    queryKey: stateKey(initial.upload),
    queryFn: ({ signal }) => askReview<ReviewView>(statePath(initial.upload), { signal }),
    initialData: initial,
    // A review that was left may have been begun anew since.
    gcTime: 0,
    refetchInterval: ({ state: { data } }) => (data && isOpen(data) ? POLL_MS : false),
  });
}
