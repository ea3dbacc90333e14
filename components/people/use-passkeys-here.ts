'use client';

import { useSyncExternalStore } from 'react';

const neverChanges = () => () => undefined;

/** Whether passkeys work at this address: browsers bind them to the host name of `origin`. True until the page is hydrated. */
export function usePasskeysHere(origin: string): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => window.location.origin === origin,
    () => true,
  );
}
