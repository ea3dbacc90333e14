'use client';

import { useSyncExternalStore } from 'react';
import { useMay } from '#components/access/access-provider.tsx';
import { setPreferenceCookie, VALUES_COOKIE } from './preference-cookie.ts';

const listeners = new Set<() => void>();

/**
 * Whether the steps of an export show values: by default to everyone who may see them. One choice for all steps, kept in the browser.
 * Values are fetched on demand, so that pages rendered by the server have none.
 */
export function useValuesShown(): readonly [shown: boolean, choose: (shown: boolean) => void] {
  const mayShow = useMay('values.show');
  const isHidden = useSyncExternalStore(
    subscribe,
    () => document.cookie.split('; ').includes(`${VALUES_COOKIE}=hidden`),
    () => true,
  );
  return [mayShow && !isHidden, choose];
}

function choose(shown: boolean): void {
  setPreferenceCookie(VALUES_COOKIE, shown ? 'shown' : 'hidden');
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
