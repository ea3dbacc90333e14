'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { getJson } from '#components/http/request-json.ts';
import { type FollowedLines, withFetched } from './followed-lines.ts';

const POLL_MS = 1000;

export interface FollowOptions {
  /** The address of the lines after a line. */
  readonly pathAfter: (id: number) => string;
  readonly isFollowing: boolean;
  /** Whether lines can still be appended. When this becomes false, the remaining lines are fetched once. */
  readonly isGrowing: boolean;
}

/** A page of a log and, while it is followed, the lines appended since it was loaded. */
export function useFollowedLog<Line extends { readonly id: number }>(
  { lines, earlier }: FollowedLines<Line>,
  { pathAfter, isFollowing, isGrowing }: FollowOptions,
): FollowedLines<Line> {
  const [page, setPage] = useState({ lines, earlier });
  useEffect(() => setPage({ lines, earlier }), [lines, earlier]);
  const path = pathAfter(page.lines.at(-1)?.id ?? 0);
  const { data } = useQuery({
    queryKey: ['log', path, isGrowing],
    queryFn: ({ signal }) => getJson<{ lines: readonly Line[] }>(path, signal),
    enabled: isFollowing,
    refetchInterval: isGrowing && POLL_MS,
    staleTime: 0,
    gcTime: 0,
  });
  useEffect(() => {
    if (data && data.lines.length > 0) setPage((previous) => withFetched(previous, data.lines));
  }, [data]);
  return page;
}
