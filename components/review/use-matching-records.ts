'use client';

import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { requestJson } from '#components/http/request-json.ts';
import { includedNumbersPath, reviewNumbersPath } from '#components/paths.ts';
import { NumberList } from '#lib/core/review/number-list.ts';
import type { ReviewFilter, ReviewNumbers, ReviewView } from '#lib/core/review/review-view.ts';

/**
 * The records that matched a filter when it was last applied. A record that a person has fixed since stays listed until
 * the filter is applied again, which an edit of several records does.
 */
export function useMatchingRecords(upload: number, filter: ReviewFilter) {
  const { data, isLoading, isFetching, isRefetchError, error, refetch, dataUpdatedAt } = useQuery({
    queryKey: [...numbersKey(upload), filter],
    queryFn: ({ signal }) => requestJson<ReviewNumbers>(reviewNumbersPath(upload, filter), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const list = useMemo(() => data && new NumberList(data.ranges), [data]);
  const key = `${JSON.stringify(filter)}${dataUpdatedAt}`;
  return {
    list,
    total: data?.total ?? 0,
    version: data?.version,
    key,
    isLoading,
    isFetching,
    isRefetchError,
    error,
    refetch,
  };
}

const CACHE_MS = 10_000;

/** The records that match a filter after all fixes; the displayed list may contain others. */
export function currentMatches({ upload, version }: Pick<ReviewView, 'upload' | 'version'>, filter: ReviewFilter) {
  return matchesAt(['review', upload, 'current matches', filter, version], reviewNumbersPath(upload, filter));
}

/** The matching records that are not left out. */
export function includedMatches({ upload, version }: Pick<ReviewView, 'upload' | 'version'>, filter: ReviewFilter) {
  return matchesAt(['review', upload, 'included matches', filter, version], includedNumbersPath(upload, filter));
}

function matchesAt(queryKey: readonly unknown[], path: string) {
  return queryOptions({
    queryKey,
    queryFn: async ({ signal }) => {
      const { ranges, total } = await requestJson<ReviewNumbers>(path, { signal });
      return { list: new NumberList(ranges), total };
    },
    structuralSharing: false,
    gcTime: CACHE_MS,
    refetchOnWindowFocus: false,
  });
}

export function numbersKey(upload: number) {
  return ['review', upload, 'numbers'] as const;
}

export interface RecordList {
  readonly list: NumberList;
  /** The number of all matches, which may exceed the list. */
  readonly total: number;
  /** Identifies the list, for caching its pages. */
  readonly key: string;
}
