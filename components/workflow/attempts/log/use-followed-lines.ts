'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { getJson } from '#components/http/request-json.ts';
import { attemptLinesPath } from '#components/paths.ts';
import type { AttemptLogRow } from '#lib/core/workflow/view/attempt-view.ts';
import { type AttemptLogQuery, attemptLogQueryString } from './attempt-log-query.ts';

const POLL_MS = 1000;
/** Older lines are on previous pages. */
const MAX_LINES = 2000;

export interface FollowOptions {
  readonly isOn: boolean;
  /** Once the log is complete, the remaining lines are fetched once. */
  readonly isGrowing: boolean;
}

/** The lines of a page and, while following, the lines appended since. */
export function useFollowedLines(
  attempt: number,
  query: AttemptLogQuery,
  initial: readonly AttemptLogRow[],
  { isOn, isGrowing }: FollowOptions,
): readonly AttemptLogRow[] {
  const [lines, setLines] = useState(initial);
  useEffect(() => setLines(initial), [initial]);
  const after = lines.at(-1)?.id ?? 0;
  const { data } = useQuery({
    queryKey: ['workflow-attempt', attempt, 'lines', query, after, isGrowing],
    queryFn: ({ signal }) =>
      getJson<{ lines: readonly AttemptLogRow[] }>(
        attemptLinesPath(attempt, attemptLogQueryString({ ...query, before: undefined, after })),
        signal,
      ),
    enabled: isOn,
    refetchInterval: isGrowing && POLL_MS,
    staleTime: 0,
    gcTime: 0,
  });
  useEffect(() => {
    if (!data || data.lines.length === 0) return;
    setLines((known) => {
      const last = known.at(-1)?.id ?? 0;
      return [...known, ...data.lines.filter(({ id }) => id > last)].slice(-MAX_LINES);
    });
  }, [data]);
  return lines;
}
