'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

export interface AutoRefreshProps {
  everyMs?: number;
  /** False if nothing is expected to change. */
  active?: boolean;
  /** The maximum number of refreshes, for changes that may never come. */
  maxRefreshes?: number;
}

/** The interval for pages that show work in progress. */
export const WORKING_REFRESH_MS = 1500;

/** Refreshes the page from the server at intervals while it is visible. Form input is kept. */
export function AutoRefresh({
  everyMs = 5000,
  active = true,
  maxRefreshes = Number.POSITIVE_INFINITY,
}: AutoRefreshProps) {
  const router = useRouter();
  useEffect(() => {
    if (!active) return;
    let refreshesLeft = maxRefreshes;
    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible' || refreshesLeft <= 0) return;
      refreshesLeft--;
      router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs, active, maxRefreshes]);
  return null;
}
