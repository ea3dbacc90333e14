'use client';

import { useSyncExternalStore } from 'react';

const neverChanges = () => () => undefined;

/**
 * Whether this page is at `origin`: browsers bind passkeys, and providers their responses, to it. True until the page
 * is hydrated.
 */
export function useConsoleOrigin(origin: string): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => window.location.origin === origin,
    () => true,
  );
}
