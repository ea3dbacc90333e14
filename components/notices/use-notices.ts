'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { getJson } from '#components/http/request-json.ts';
import type { JobNotice } from '#lib/core/notification/notification.ts';
import type { NoticePage } from './notice-page.ts';

const EVERY_MS = 4000;
/** In this tab, so that a reload misses nothing and another tab tells for itself. */
const KEPT_AS = 'notices-cursor';

/** Asks how jobs ended or paused since it last asked, also in a tab that nobody looks at, and hands it on. */
export function useNotices(tell: (notices: readonly JobNotice[]) => void): void {
  const latest = useRef(tell);
  latest.current = tell;
  const { data } = useQuery({
    queryKey: ['notices'],
    queryFn: ({ signal }) => {
      const cursor = sessionStorage.getItem(KEPT_AS);
      return getJson<NoticePage>(`/api/notices${cursor === null ? '' : `?after=${cursor}`}`, signal);
    },
    refetchInterval: EVERY_MS,
    refetchIntervalInBackground: true,
    structuralSharing: false,
  });
  useEffect(() => {
    if (!data) return;
    sessionStorage.setItem(KEPT_AS, String(data.cursor));
    if (data.notices.length > 0) latest.current(data.notices);
  }, [data]);
}
