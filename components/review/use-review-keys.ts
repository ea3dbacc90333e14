'use client';

import { useEffect, useEffectEvent } from 'react';
import { isTyping } from '#components/shell/shortcuts/is-typing.ts';
import { areShortcutsOn } from '#components/shell/shortcuts/shortcut-memory.ts';

const MODAL = ':is([role="dialog"], [role="alertdialog"]):not([data-closed])';

export interface ReviewKeys {
  undo: () => void;
  redo: () => void;
  /** Single letters; they are heard while shortcuts are on. */
  letters: Readonly<Record<string, () => void>>;
}

/** What the page of a review hears wherever the focus is: Ctrl Z and ⌘ Z, with Shift to do it again, and single letters. */
export function useReviewKeys({ undo, redo, letters }: ReviewKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.altKey || isTyping(event.target)) return;
    if (document.querySelector(MODAL)) return;
    const act = actOf(event, { undo, redo, letters });
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function actOf(event: KeyboardEvent, { undo, redo, letters }: ReviewKeys): (() => void) | undefined {
  const key = event.key.toLowerCase();
  if (!event.ctrlKey && !event.metaKey) return areShortcutsOn() ? letters[key] : undefined;
  if (key !== 'z') return undefined;
  return event.shiftKey ? redo : undo;
}
