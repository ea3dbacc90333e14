'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { getJson } from '#components/http/request-json.ts';
import type { LogLine } from '#lib/core/delivery/ledger.ts';
import { type LogQuery, logQueryString } from '#lib/core/view/log-query.ts';

const EVERY_MS = 1000;
/** More lines than a person looks back through; older ones stand on the pages before. */
const MOST_LINES = 2000;

export interface Following {
  readonly isOn: boolean;
  /** Once nothing more is written, what was written last is fetched, and no more. */
  readonly isGrowing: boolean;
}

/** The lines of a page, and while that is on those that are written behind them. */
export function useFollowedLog(
  job: number,
  query: LogQuery,
  initial: readonly LogLine[],
  { isOn, isGrowing }: Following,
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
    refetchInterval: isGrowing && EVERY_MS,
    staleTime: 0,
    gcTime: 0,
  });
  useEffect(() => {
    if (!data || data.lines.length === 0) return;
    setLines((known) => {
      const last = known.at(-1)?.id ?? 0;
      return [...known, ...data.lines.filter(({ id }) => id > last)].slice(-MOST_LINES);
    });
  }, [data]);
  return lines;
}
