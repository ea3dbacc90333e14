'use client';

import { useEffect, useRef, useState } from 'react';
import type { WizardStep } from './wizard-steps.ts';

/**
 * Moves the focus to the heading of a step when the step opens, or to its first invalid control when `focusInvalid` is
 * called.
 */
export function useStepFocus(step: WizardStep) {
  const body = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef<WizardStep>(undefined);
  const [requests, setRequests] = useState(0);
  useEffect(() => {
    const invalid = requests > 0 ? body.current?.querySelector<HTMLElement>('[aria-invalid=true]') : undefined;
    const isNew = shown.current !== step;
    // A field that was focused while the page was loading keeps the focus.
    const isFocusInside = shown.current === undefined && body.current?.contains(document.activeElement) === true;
    shown.current = step;
    if (invalid) {
      setRequests(0);
      invalid.focus();
    } else if (isNew && !isFocusInside) heading.current?.focus({ preventScroll: true });
  }, [requests, step]);
  return { body, heading, focusInvalid: () => setRequests((before) => before + 1) };
}
