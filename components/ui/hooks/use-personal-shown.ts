'use client';

import { useSyncExternalStore } from 'react';
import { useMay } from '#components/access/access-provider.tsx';
import { PERSONAL_COOKIE, setPreferenceCookie } from './preference-cookie.ts';

const listeners = new Set<() => void>();

/**
 * Whether the steps of an export show personal values, which is the default for everyone who may see them. The choice
 * applies to all steps and is kept in the browser. Values are fetched on demand; pages rendered by the server have
 * none.
 */
export function usePersonalShown(): readonly [shown: boolean, setShown: (shown: boolean) => void] {
  const mayShow = useMay('values.show');
  const isHidden = useSyncExternalStore(
    subscribe,
    () => document.cookie.split('; ').includes(`${PERSONAL_COOKIE}=hidden`),
    () => true,
  );
  return [mayShow && !isHidden, setShown];
}

function setShown(shown: boolean): void {
  setPreferenceCookie(PERSONAL_COOKIE, shown ? 'shown' : 'hidden');
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
