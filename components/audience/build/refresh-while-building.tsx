'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const REFRESH_MS = 1500;

/** Refreshes the page from the server until its builds have ended, while it is visible. */
export function RefreshWhileBuilding({ isBuilding }: { isBuilding: boolean }) {
  const router = useRouter();
  useEffect(() => {
    if (!isBuilding) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [router, isBuilding]);
  return null;
}
