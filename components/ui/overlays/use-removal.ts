import { useEffect, useRef } from 'react';

/**
 * For a dialog whose action removes what opened it: when the dialog closes, the focus goes to the main area, unless the
 * action was refused or canceled.
 */
export function useRemoval(isOpen: boolean) {
  const isGone = useRef(false);
  // The same dialog may be opened again, for another object.
  useEffect(() => {
    if (isOpen) isGone.current = false;
  }, [isOpen]);
  return {
    isOpenerGone: () => isGone.current,
    async trackRemoval<T extends { readonly ok: boolean }>(action: Promise<T>): Promise<T> {
      // Set before the action ends: the page may refresh, without the row and its dialog, before the result is known.
      isGone.current = true;
      const result = await action;
      isGone.current = result.ok;
      return result;
    },
  };
}

/** The `finalFocus` of a dialog: returns the focus to what opened it or, if that is gone, moves it to the main area. */
export function finalFocus(isOpenerGone: () => boolean): boolean {
  if (!isOpenerGone()) return true;
  // Returning the main area would focus its first control instead, because Tab skips the main area itself.
  queueMicrotask(() => document.querySelector('main')?.focus({ preventScroll: true }));
  return false;
}
