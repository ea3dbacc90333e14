'use client';

import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { getJson } from '#components/http/request-json.ts';
import { numberOf } from '#lib/core/network/query-string.ts';
import type { BatchDetail } from '#lib/core/view/batch-view.ts';

/**
 * The open batch is part of the URL: the URL can be shared, and Back closes the batch. Opening a batch loads no page.
 */
export function useOpenBatch() {
  const params = useSearchParams();
  /** The query string of a batch, on the same page of the list. */
  const queryOf = (batch: number | undefined) => {
    const changed = new URLSearchParams(params);
    changed.delete('batch');
    if (batch !== undefined) changed.set('batch', String(batch));
    return changed.size > 0 ? `?${changed}` : '';
  };
  return {
    batch: numberOf(params.get('batch') ?? undefined),
    queryOf,
    open: (batch: number | undefined) => window.history.pushState(null, '', queryOf(batch) || window.location.pathname),
  };
}

/** The details of a batch. The server rebuilds its events from the file each time; they are not cached. */
export function useBatch(job: number, batch: number | undefined) {
  return useQuery({
    queryKey: ['batch', job, batch],
    queryFn: ({ signal }) => getJson<BatchDetail>(`/api/jobs/${job}/batches/${batch}`, signal),
    enabled: batch !== undefined,
    gcTime: 0,
    retry: false,
  });
}
