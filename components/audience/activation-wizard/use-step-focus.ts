'use client';

import { useEffect, useRef, useState } from 'react';
import type { WizardStep } from './wizard-steps.ts';

/**
 * Moves the focus to the heading of a step when it is shown, or to its first invalid control if one is to be corrected.
 */
export function useStepFocus(step: WizardStep) {
  const body = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef<WizardStep>(undefined);
  const [due, setDue] = useState(0);
  useEffect(() => {
    const invalid = due > 0 ? body.current?.querySelector<HTMLElement>('[aria-invalid=true]') : undefined;
    const isNew = shown.current !== step;
    // A field that was entered while the page was loading keeps the focus.
    const isEntered = shown.current === undefined && body.current?.contains(document.activeElement) === true;
    shown.current = step;
    if (invalid) {
      setDue(0);
      invalid.focus();
    } else if (isNew && !isEntered) heading.current?.focus({ preventScroll: true });
  }, [due, step]);
  return { body, heading, focusInvalid: () => setDue((before) => before + 1) };
}
