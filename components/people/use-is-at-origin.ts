'use client';

import { useSyncExternalStore } from 'react';

const neverChanges = () => () => undefined;

/**
 * Whether this page is at `origin`, to which browsers bind passkeys, and providers their responses. True until the page
 * is hydrated.
 */
export function useIsAtOrigin(origin: string): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => window.location.origin === origin,
    () => true,
  );
}
