'use client';

import { type FocusEvent, type MouseEvent, useRef, useState } from 'react';
import type { GridPlace } from './grid-place.ts';
import { placeOf } from './use-grid-view.ts';

export interface NotedCell extends GridPlace {
  readonly anchor: Element;
}

/** Time for moving the pointer from a cell to its note, in milliseconds. */
const CLOSE_DELAY_MS = 120;

/** The cell whose note is open: the one under the pointer, or the focused one. Esc closes the note. */
export function useCellNote() {
  const [note, setNote] = useState<NotedCell>();
  const closeTimer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const keepOpen = () => clearTimeout(closeTimer.current);
  const show = ({ target }: { target: EventTarget }) => {
    const place = placeOf(target);
    const anchor = target instanceof Element ? target.closest('[data-place]') : null;
    keepOpen();
    if (place && anchor) setNote((open) => (open?.anchor === anchor ? open : { ...place, anchor }));
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
