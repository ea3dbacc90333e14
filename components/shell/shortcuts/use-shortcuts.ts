'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useRef } from 'react';
import { focusOverlaySearch, isOverlayOpen } from '#components/layout/focus/open-overlay.ts';
import { isComposing } from '#components/layout/is-composing.ts';
import { acceptsTyping } from '#components/layout/is-typing.ts';
import { areSingleKeysOn } from '#components/layout/shortcut-preference.ts';
import { useConsolePages } from '../rail/console-pages.tsx';
import type { ShellDialog } from '../shell-dialog-opener.ts';

/** How long after G the next key counts as part of the shortcut. */
const SEQUENCE_MS = 1500;

/**
 * The shortcuts of all pages: Ctrl K or ⌘ K always, single keys only if they are turned on and the person is not
 * typing. None works while a dialog or a list is open, because its input would be lost; a letter goes to its search
 * instead.
 */
export function useShortcuts(openDialog: (dialog: ShellDialog) => void): void {
  const router = useRouter();
  const pages = useConsolePages();
  const pressedGAt = useRef(Number.NEGATIVE_INFINITY);
  /** The page that a key opens right after G. */
  const pageAfterG = ({ key, timeStamp }: KeyboardEvent) => {
    const letter = key.toLowerCase();
    const followsG = timeStamp - pressedGAt.current < SEQUENCE_MS;
    pressedGAt.current = letter === 'g' ? timeStamp : Number.NEGATIVE_INFINITY;
    return followsG ? pages.find(({ goToKey }) => goToKey === letter) : undefined;
  };
  const actionOf = (event: KeyboardEvent): (() => void) | undefined => {
    if (event.ctrlKey || event.metaKey)
      return event.key.toLowerCase() === 'k' && !event.shiftKey ? () => openDialog('palette') : undefined;
    if (acceptsTyping(event.target) || !areSingleKeysOn()) return undefined;
    if (event.key === '?') return () => openDialog('shortcuts');
    const page = pageAfterG(event);
    return page && (() => router.push(page.href));
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isComposing(event) || event.altKey) return;
    if (isOverlayOpen()) {
      if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) focusOverlaySearch();
      return;
    }
    const action = actionOf(event);
    if (!action) return;
    // Also prevents typeahead in lists.
    event.preventDefault();
    action();
  });
  useEffect(() => {
    // In the capture phase, because lists react to single letters, too.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}
