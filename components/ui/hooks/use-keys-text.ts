'use client';

import { useSyncExternalStore } from 'react';

/** The names of keys on the keyboards of Apple. `Mod` is the key for commands: Command there, Ctrl elsewhere. */
const APPLE_NAMES: Readonly<Record<string, string>> = { Ctrl: '⌃', Shift: '⇧', Mod: '⌘', Enter: '⏎' };
const OTHER_NAMES: Readonly<Record<string, string>> = { Mod: 'Ctrl' };
/** Apple writes modifiers in this order. */
const APPLE_ORDER = ['Ctrl', 'Shift', 'Mod'];

/**
 * Returns a function that writes a combination of keys, such as `Mod+Shift+Z`, as people know it: ⇧⌘Z on a Mac,
 * Ctrl+Shift+Z elsewhere. The names are the same in all languages.
 */
export function useKeysText(): (combination: string) => string {
  const isApple = useSyncExternalStore(
    () => () => undefined,
    () => /^(?:Mac|iP)/.test(navigator.platform),
    () => false,
  );
  return (combination) => {
    const keys = combination.split('+');
    if (!isApple) return keys.map((key) => OTHER_NAMES[key] ?? key).join('+');
    if (combination === 'Enter') return 'Return';
    const rank = (key: string) => (APPLE_ORDER.includes(key) ? APPLE_ORDER.indexOf(key) : APPLE_ORDER.length);
    return keys
      .toSorted((a, b) => rank(a) - rank(b))
      .map((key) => APPLE_NAMES[key] ?? key)
      .join('');
  };
}
