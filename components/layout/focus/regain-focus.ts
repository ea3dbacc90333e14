'use client';

import { useEffect } from 'react';
import { MAIN_ID } from './skip-link.tsx';

/** The page that the browser loaded, on which it has set the focus itself. */
const loadedPath = typeof location === 'undefined' ? undefined : location.pathname;
let hasNavigated = false;

/** Moves the focus to the main area of a new page, if the focused element was part of the previous page. */
export function RegainFocus() {
  useEffect(() => {
    hasNavigated ||= location.pathname !== loadedPath;
    if (hasNavigated && document.activeElement === document.body)
      document.getElementById(MAIN_ID)?.focus({ preventScroll: true });
  }, []);
  return null;
}
