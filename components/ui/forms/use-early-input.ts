'use client';

import { type RefObject, useEffect, useEffectEvent } from 'react';

/**
 * Takes over what a person typed before hydration: the browser keeps it in the input, but React gets no event for it.
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
