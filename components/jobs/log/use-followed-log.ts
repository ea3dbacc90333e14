'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { getJson } from '#components/http/request-json.ts';
import type { LogLine } from '#lib/core/delivery/ledger.ts';
import { type LogQuery, logQueryString } from '#lib/core/view/log-query.ts';

const POLL_MS = 1000;
/** Older lines are on previous pages. */
const MAX_LINES = 2000;

export interface FollowOptions {
  readonly isOn: boolean;
  /** Once the log is complete, the remaining lines are fetched once. */
  readonly isGrowing: boolean;
}

/** The lines of a page and, while following, the lines appended since. */
export function useFollowedLog(
  job: number,
  query: LogQuery,
  initial: readonly LogLine[],
  { isOn, isGrowing }: FollowOptions,
) {
  const [lines, setLines] = useState(initial);
  useEffect(() => setLines(initial), [initial]);
  const after = lines.at(-1)?.id ?? 0;
  const { data } = useQuery({
    queryKey: ['log', job, query, after, isGrowing],
    queryFn: ({ signal }) =>
      getJson<{ lines: readonly LogLine[] }>(
        `/api/jobs/${job}/log${logQueryString({ ...query, before: undefined, after })}`,
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
