'use client';

import { useSyncExternalStore } from 'react';

/**
 * Single-key shortcuts conflict with speech input and motor impairments (WCAG 2.1.4), so they can be turned off per
 * browser.
 */
const KEY = 'shortcuts';
const OFF = 'off';

const listeners = new Set<() => void>();

export function areSingleKeysOn(): boolean {
  return localStorage.getItem(KEY) !== OFF;
}

export function switchSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, OFF);
  for (const listener of listeners) listener();
}

export function useSingleKeysOn(): boolean {
  return useSyncExternalStore(subscribe, areSingleKeysOn, () => true);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
