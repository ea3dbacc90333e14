'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { postJson, requestJson } from '#components/http/request-json.ts';
import type { IssueParams } from '#lib/core/issue.ts';
import type { Compatibility } from '#lib/core/matching/compatibility.ts';
import type { QueryChoice } from '#lib/core/query/saved-query.ts';

/** What a query would give, or why it cannot run as it stands. */
export interface Checked {
  readonly fit?: Compatibility;
  readonly fault?: QueryFault;
}

export interface QueryFault {
  readonly code: string;
  readonly params: IssueParams;
}

const PAUSE_MS = 500;

/** Checks a query against what it would be sent to, as soon as whoever writes it makes a pause. */
export function useCompatibility({ engine, database, sql }: Pick<QueryChoice, 'engine' | 'database' | 'sql'>) {
  const rested = useRested(sql);
  return useQuery({
    queryKey: ['check', engine, database, rested],
    queryFn: ({ signal }) =>
      requestJson<Checked>('/api/workbench/check', { ...postJson({ engine, database, sql: rested }), signal }),
    enabled: database !== '' && rested.trim() !== '',
    placeholderData: keepPreviousData,
    ...{ gcTime: 0, retry: false, staleTime: Number.POSITIVE_INFINITY },
  });
}

/** A text as it was when it last stood still. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}
