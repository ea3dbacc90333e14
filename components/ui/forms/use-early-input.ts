'use client';

import { type RefObject, useEffect, useEffectEvent } from 'react';

/**
 * Takes over what a person has typed before the page could react: the browser keeps it in the input, but React has no
 * event for it.
 */
export function useEarlyInput(
  input: RefObject<HTMLInputElement | null>,
  value: string,
  onTyped: (typed: string) => void,
): void {
  const takeOver = useEffectEvent(() => {
    const typed = input.current?.value;
    if (typed !== undefined && typed !== value) onTyped(typed);
  });
  useEffect(() => takeOver(), []);
}
