'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { postJson, requestJson } from '#components/http/request-json.ts';
import { repeatsPath } from '#components/paths.ts';
import { REPEAT_KINDS, type RepeatCursor, type RepeatPage } from '#lib/core/review/repeats/repeats-view.ts';

const LISTS = ['all', ...REPEAT_KINDS] as const;
export type RepeatList = (typeof LISTS)[number];

/** The shown list of repeats, which is part of the URL; null while other records are listed. */
export function useRepeatFilter() {
  return useQueryState('repeats', parseAsStringLiteral(LISTS).withOptions({ history: 'push' }));
}

export interface RepeatListQuery {
  readonly upload: number;
  readonly list: RepeatList;
  /** The version of the review that the list belongs to. */
  readonly version: string;
  readonly isPersonalShown: boolean;
}

/** The repeats, grouped by event, page by page. */
export function useRepeatList({ upload, list, version, isPersonalShown }: RepeatListQuery) {
  return useInfiniteQuery({
    queryKey: ['review', upload, 'repeats', version, list, isPersonalShown],
    queryFn: ({ pageParam, signal }) =>
      requestJson<RepeatPage>(`${repeatsPath(upload)}/rows`, {
        ...postJson({
          personal: isPersonalShown,
          ...(list !== 'all' && { kind: list }),
          ...(pageParam && { after: pageParam }),
        }),
        signal,
      }),
    initialPageParam: undefined as RepeatCursor | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}
