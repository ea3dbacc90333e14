'use client';

import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { requestJson } from '#components/http/request-json.ts';
import { numbersPath } from '#components/paths.ts';
import { NumberList } from '#lib/core/review/number-list.ts';
import type { ReviewFilter, ReviewNumbers, ReviewView } from '#lib/core/review/review-view.ts';

/**
 * The records that match a filter. The list is frozen: fixed records stay visible until the filter is applied again.
 */
export function useNumbers(upload: number, filter: ReviewFilter) {
  const { data, isLoading, error, refetch, dataUpdatedAt } = useQuery({
    queryKey: ['review', upload, 'numbers', filter],
    queryFn: ({ signal }) => requestJson<ReviewNumbers>(numbersPath(upload, filter), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const list = useMemo(() => data && new NumberList(data.ranges), [data]);
  const key = `${JSON.stringify(filter)}${dataUpdatedAt}`;
  return { list, found: data?.total ?? 0, key, isLoading, error, refetch };
}

const CACHE_MS = 10_000;

/** The records that match a filter after all fixes; the displayed list may be older. */
export function currentMatches(
  { upload, fixesBytes }: Pick<ReviewView, 'upload' | 'fixesBytes'>,
  filter: ReviewFilter,
) {
  return queryOptions({
    queryKey: ['review', upload, 'current matches', filter, fixesBytes],
    queryFn: async ({ signal }) => {
      const { ranges, total } = await requestJson<ReviewNumbers>(numbersPath(upload, filter), { signal });
      return { list: new NumberList(ranges), total };
    },
    structuralSharing: false,
    gcTime: CACHE_MS,
    refetchOnWindowFocus: false,
  });
}

export interface RecordList {
  readonly list: NumberList;
  /** The number of all matches, which may exceed the list. */
  readonly found: number;
  /** Identifies the list, for caching its pages. */
  readonly key: string;
}
