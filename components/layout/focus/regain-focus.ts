'use client';

import { useEffect } from 'react';
import { focusMainIfLost } from './focus-main.ts';
import { MAIN_ID } from './skip-link.tsx';

/** The page that the browser loaded, on which it has set the focus itself. */
const loadedPath = typeof location === 'undefined' ? undefined : location.pathname;
let hasNavigated = false;

/**
 * Moves the focus to the main area of a new page, if the focused element was part of the previous page, and whenever
 * the focused element is removed from the page: a screen reader would otherwise begin at the top. If that element was
 * part of a dialog, the dialog gets the focus, because the page behind it cannot be used.
 */
export function RegainFocus() {
  useEffect(() => {
    hasNavigated ||= location.pathname !== loadedPath;
    if (hasNavigated && document.activeElement === document.body)
      document.getElementById(MAIN_ID)?.focus({ preventScroll: true });
  }, []);
  useEffect(watchFocus, []);
  return null;
}

const DIALOG = '[role="dialog"], [role="alertdialog"]';

/** Returns a function that ends the watch. */
function watchFocus(): () => void {
  let focused: EventTarget | null = null;
  let dialog: HTMLElement | null = null;
  const onFocus = ({ target }: FocusEvent) => {
    focused = target;
    dialog = target instanceof Element ? target.closest<HTMLElement>(DIALOG) : null;
  };
  const onBlur = ({ target }: FocusEvent) =>
    // By then, an element that is blurred because it is being removed is gone. One that is blurred because it was
    // disabled may be removed later.
    queueMicrotask(() => {
      if (focused === target && isInPage(target) && !isDisabled(target)) focused = null;
    });
  const observer = new MutationObserver(() => {
    if (focused === null || isInPage(focused)) return;
    focused = null;
    focusMainIfLost(dialog);
  });
  document.addEventListener('focusin', onFocus);
  document.addEventListener('focusout', onBlur);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', onFocus);
    document.removeEventListener('focusout', onBlur);
    observer.disconnect();
  };
}

function isDisabled(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches(':disabled');
}

function isInPage(target: EventTarget | null): boolean {
  return target instanceof Node && target.isConnected;
}
