'use client';

import { useSyncExternalStore } from 'react';

const QUERY = '(min-width: 47.5625rem)';

/** Whether the screen has room for columns (the `wide` breakpoint). The server assumes it has. */
export function useWide(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(QUERY).matches,
    () => true,
  );
}

function subscribe(changed: () => void): () => void {
  const media = matchMedia(QUERY);
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
}
