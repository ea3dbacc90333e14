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
    (onChange: () => void) => {
      const media = matchMedia(query);
      media.addEventListener('change', onChange);
      return () => media.removeEventListener('change', onChange);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(query).matches,
    () => true,
  );
}
