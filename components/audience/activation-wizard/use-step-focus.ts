'use client';

import { useEffect, useRef, useState } from 'react';
import type { WizardStep } from './wizard-steps.ts';

/** Moves the focus to the first invalid control, once the step that has it is shown. */
export function useStepFocus(step: WizardStep) {
  const body = useRef<HTMLDivElement>(null);
  const [due, setDue] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: also when the step changes, because the control is in another one
  useEffect(() => {
    const invalid = due > 0 ? body.current?.querySelector<HTMLElement>('[aria-invalid=true]') : undefined;
    if (!invalid) return;
    setDue(0);
    invalid.focus();
  }, [due, step]);
  return { body, focusInvalid: () => setDue((before) => before + 1) };
}
