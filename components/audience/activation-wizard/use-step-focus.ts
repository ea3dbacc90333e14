'use client';

import { useEffect, useRef, useState } from 'react';
import { INVALID_SELECTOR } from '#components/ui/forms/field-error.tsx';
import type { WizardStep } from './wizard-steps.ts';

/**
 * Moves the focus to the heading of a step when the step opens, or to its first invalid control or error when
 * `focusInvalid` is called.
 */
export function useStepFocus(step: WizardStep) {
  const body = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const shownStep = useRef<WizardStep>(undefined);
  const [focusRequests, setFocusRequests] = useState(0);
  useEffect(() => {
    const invalid = focusRequests > 0 ? body.current?.querySelector<HTMLElement>(INVALID_SELECTOR) : undefined;
    const isNewStep = shownStep.current !== step;
    // A field that was focused while the page was loading keeps the focus.
    const isFocusInside = shownStep.current === undefined && body.current?.contains(document.activeElement) === true;
    shownStep.current = step;
    if (invalid) {
      setFocusRequests(0);
      invalid.focus();
    } else if (isNewStep && !isFocusInside) heading.current?.focus({ preventScroll: true });
  }, [focusRequests, step]);
  return { body, heading, focusInvalid: () => setFocusRequests((before) => before + 1) };
}
