'use client';

import { MAIN_ID } from './skip-link.tsx';

/** Moves the focus to the main area, for actions that remove the focused control. */
export function focusMain(): void {
  requestAnimationFrame(() => document.getElementById(MAIN_ID)?.focus());
}

/** Moves the focus to the main area, if the control that had it has disappeared. */
export function focusMainIfLost(): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) document.getElementById(MAIN_ID)?.focus({ preventScroll: true });
  });
}
