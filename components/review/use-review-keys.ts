'use client';

import { useEffect, useEffectEvent } from 'react';
import { isOverlayOpen } from '#components/layout/focus/open-overlay.ts';
import { isComposing } from '#components/layout/is-composing.ts';
import { acceptsTyping, isTyping } from '#components/layout/is-typing.ts';
import { areSingleKeysOn } from '#components/layout/shortcut-preference.ts';

export interface ReviewKeys {
  undo: () => void;
  redo: () => void;
  find: () => void;
  /** Jumps to the next or previous issue; undefined without a grid. */
  jump: ((by: 1 | -1) => void) | undefined;
}

/**
 * Page-wide shortcuts of a review: Ctrl Z and ⌘ Z undo, with Shift redo, F8 jumps to the next issue, Ctrl H finds and
 * replaces. N, P and R also jump and find, unless single keys are turned off, but not in the grid, where letters are
 * text.
 */
export function useReviewKeys(keys: ReviewKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isComposing(event) || event.altKey || isTyping(event.target)) return;
    if (isOverlayOpen()) return;
    const action = actionOf(event, keys);
    if (!action) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function actionOf(event: KeyboardEvent, { undo, redo, find, jump }: ReviewKeys): (() => void) | undefined {
  const key = event.key.toLowerCase();
  const next = jump && (() => jump(1));
  const previous = jump && (() => jump(-1));
  if (key === 'f8') return event.shiftKey ? previous : next;
  if (event.ctrlKey && key === 'h') return find;
  if (event.ctrlKey || event.metaKey) {
    if (key !== 'z') return undefined;
    return event.shiftKey ? redo : undo;
  }
  const letters: Readonly<Record<string, typeof next>> = { n: next, p: previous, r: find };
  return areSingleKeysOn() && !acceptsTyping(event.target) ? letters[key] : undefined;
}
