'use client';

import { type FocusEvent, type MouseEvent, useRef, useState } from 'react';
import type { GridPosition } from './grid-position.ts';
import { positionOf } from './use-grid-view.ts';

export interface NoteTarget extends GridPosition {
  readonly anchor: Element;
}

/** Time for moving the pointer from a cell to its note, in milliseconds. */
const CLOSE_DELAY_MS = 120;

/** The cell whose note is open: the one under the pointer, or the focused one. Esc closes the note. */
export function useCellNote() {
  const [note, setNote] = useState<NoteTarget>();
  const closeTimer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const keepOpen = () => clearTimeout(closeTimer.current);
  const show = ({ target }: { target: EventTarget }) => {
    const position = positionOf(target);
    const anchor = target instanceof Element ? target.closest('[data-place]') : null;
    keepOpen();
    if (position && anchor) setNote((current) => (current?.anchor === anchor ? current : { ...position, anchor }));
  };
  const scheduleClose = () => {
    keepOpen();
    closeTimer.current = setTimeout(() => setNote(undefined), CLOSE_DELAY_MS);
  };
  const listeners = {
    onMouseOver: (event: MouseEvent) => show(event),
    onMouseLeave: scheduleClose,
    onFocusCapture: (event: FocusEvent) => show(event),
    onBlur: scheduleClose,
    onScroll: () => setNote(undefined),
  };
  return { note, listeners, dismiss: () => setNote(undefined), keepOpen, scheduleClose };
}

export type CellNoteState = ReturnType<typeof useCellNote>;
