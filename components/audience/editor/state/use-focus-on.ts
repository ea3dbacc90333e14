'use client';

import { useCallback, useEffect, useRef } from 'react';

const CONTROLS = 'button:not(:disabled), input:not(:disabled)';

/** Focuses the first control of a part of the page, once it is rendered. Parts have `data-part`. */
export function useFocusOn(): (part: string) => void {
  const pending = useRef<string>(undefined);
  useEffect(() => {
    if (pending.current === undefined) return;
    const part = document.querySelector<HTMLElement>(`[data-part="${CSS.escape(pending.current)}"]`);
    const control = part?.matches(CONTROLS) ? part : part?.querySelector<HTMLElement>(CONTROLS);
    if (!control) return;
    pending.current = undefined;
    // After the menu has closed, because closing moves the focus back to the removed part.
    requestAnimationFrame(() => control.focus());
  });
  return useCallback((part: string) => {
    pending.current = part;
  }, []);
}
