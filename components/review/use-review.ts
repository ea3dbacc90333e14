'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { requestJson } from '#components/http/request-json.ts';
import { reviewStatePath } from '#components/paths.ts';
import { type ReviewScope, reviewScopeOf } from '#lib/core/review/review-scope.ts';
import type { ReviewView, SameReview } from '#lib/core/review/review-view.ts';

const POLL_MS = 400;
/** How soon a page notices edits made elsewhere. */
const IDLE_POLL_MS = 2000;

export function stateKey({ upload, job }: ReviewScope) {
  return ['review', upload, 'state', job ?? null] as const;
}

export function isUnderWay({ state }: Pick<ReviewView, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

/** A review, polled for edits made elsewhere, and more often while the review or an edit of it runs. */
export function useReview(initial: ReviewView) {
  const client = useQueryClient();
  const scope = reviewScopeOf(initial);
  const queryKey = stateKey(scope);
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const cached = client.getQueryData<ReviewView>(queryKey);
      // A review has the same version while it is running and once it is ready.
      const version = cached?.state === 'ready' ? cached.version : undefined;
      const answer = await requestJson<ReviewView | SameReview>(reviewStatePath(scope, version), { signal });
      return 'isSame' in answer ? { ...(cached ?? initial), next: answer.next } : answer;
    },
    initialData: initial,
    // The review may have been restarted since the page was left.
    gcTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data && (isUnderWay(data) || (data.next && isUnderWay(data.next))) ? POLL_MS : IDLE_POLL_MS,
  });
}
