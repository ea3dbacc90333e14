'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { getJson } from '#components/http/request-json.ts';

const POLL_MS = 1000;
/** Older lines are on previous pages. */
const MAX_LINES = 2000;

export interface FollowOptions {
  /** The address of the lines after a line. */
  readonly pathAfter: (id: number) => string;
  readonly isFollowing: boolean;
  /** Once the log is complete, the remaining lines are fetched once. */
  readonly isGrowing: boolean;
}

/** The lines of a page and, while following, the lines appended since. */
export function useFollowedLog<Line extends { readonly id: number }>(
  initial: readonly Line[],
  { pathAfter, isFollowing, isGrowing }: FollowOptions,
): readonly Line[] {
  const [lines, setLines] = useState(initial);
  useEffect(() => setLines(initial), [initial]);
  const path = pathAfter(lines.at(-1)?.id ?? 0);
  const { data } = useQuery({
    queryKey: ['log', path, isGrowing],
    queryFn: ({ signal }) => getJson<{ lines: readonly Line[] }>(path, signal),
    enabled: isFollowing,
    refetchInterval: isGrowing && POLL_MS,
    staleTime: 0,
    gcTime: 0,
  });
  useEffect(() => {
    if (!data || data.lines.length === 0) return;
    setLines((previous) => {
      const last = previous.at(-1)?.id ?? 0;
      return [...previous, ...data.lines.filter(({ id }) => id > last)].slice(-MAX_LINES);
    });
  }, [data]);
  return lines;
}
