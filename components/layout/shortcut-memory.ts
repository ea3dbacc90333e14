'use client';

import { useSyncExternalStore } from 'react';

/** Single keys can be in the way of speech input and of unsteady hands: whoever wants switches them off, in this browser. */
const KEY = 'shortcuts';
const OFF = 'off';

const listeners = new Set<() => void>();

export function areShortcutsOn(): boolean {
  return localStorage.getItem(KEY) !== OFF;
}

export function switchShortcuts(on: boolean): void {
  if (on) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, OFF);
  for (const listener of listeners) listener();
}

export function useShortcutsOn(): boolean {
  return useSyncExternalStore(subscribe, areShortcutsOn, () => true);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
