'use client';

import { useCallback, useSyncExternalStore } from 'react';

/** Whether the screen reaches the `wide` breakpoint. The server assumes that it does. */
export function useWide(): boolean {
  return useMedia('(min-width: 47.5625rem)');
}

/** Whether the screen reaches the `xl` breakpoint. */
export function useExtraWide(): boolean {
  return useMedia('(min-width: 80rem)');
}

function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const media = matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(query).matches,
    () => true,
  );
}
