'use client';

import { MAIN_ID } from './skip-link.tsx';

/** Moves the focus to the main area, for actions that remove the focused control. */
export function focusMain(): void {
  requestAnimationFrame(() => document.getElementById(MAIN_ID)?.focus());
}

/**
 * Moves the focus to the main area if the control that had it has disappeared; `dialog`: the dialog that contained the
 * control, which gets the focus instead while it is open.
 */
export function focusMainIfLost(dialog: HTMLElement | null = null): void {
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    const isOpen = dialog?.isConnected && !dialog.matches('[data-closed]');
    (isOpen ? dialog : document.getElementById(MAIN_ID))?.focus({ preventScroll: true });
  });
}
