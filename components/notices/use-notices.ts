'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { getJson, RequestError } from '#components/http/request-json.ts';
import type { NoticePage, ShownNotice } from './notice-page.ts';

const POLL_MS = 4000;
/** Stored per tab, so that a reload misses nothing and every tab shows all notices. */
const CURSOR_KEY = 'notices-cursor';

/**
 * Polls for jobs and attempts that ended or need attention since the last request, also in background tabs, and passes
 * them on. Returns whether the console cannot be reached.
 */
export function useNotices(onNotices: (notices: readonly ShownNotice[]) => void): boolean {
  const latest = useRef(onNotices);
  latest.current = onNotices;
  const { data, error, fetchStatus } = useQuery({
    queryKey: ['notices'],
    queryFn: ({ signal }) => {
      const cursor = sessionStorage.getItem(CURSOR_KEY);
      return getJson<NoticePage>(`/api/notices${cursor === null ? '' : `?after=${cursor}`}`, signal);
    },
    refetchInterval: POLL_MS,
    refetchIntervalInBackground: true,
    structuralSharing: false,
  });
  useEffect(() => {
    if (!data) return;
    sessionStorage.setItem(CURSOR_KEY, String(data.cursor));
    if (data.notices.length > 0) latest.current(data.notices);
  }, [data]);
  // While the browser is offline, requests are paused and do not fail.
  return fetchStatus === 'paused' || (error instanceof RequestError && error.status === undefined);
}
