'use client';

import { type FocusEvent, type MouseEvent, useRef, useState } from 'react';
import type { GridPlace } from './grid-place.ts';
import { placeOf } from './use-grid-view.ts';

export interface NotedCell extends GridPlace {
  readonly anchor: Element;
}

/** Time for moving the pointer from a cell to its note, in milliseconds. */
const PATIENCE = 120;

/** The cell whose note is open: the one under the pointer, or the focused one. Esc closes the note. */
export function useCellNote() {
  const [note, setNote] = useState<NotedCell>();
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stay = () => clearTimeout(leaving.current);
  const look = ({ target }: { target: EventTarget }) => {
    const place = placeOf(target);
    const anchor = target instanceof Element ? target.closest('[data-place]') : null;
    stay();
    if (place && anchor) setNote((open) => (open?.anchor === anchor ? open : { ...place, anchor }));
  };
  const leave = () => {
    stay();
    leaving.current = setTimeout(() => setNote(undefined), PATIENCE);
  };
  const listeners = {
    onMouseOver: (event: MouseEvent) => look(event),
    onMouseLeave: leave,
    onFocusCapture: (event: FocusEvent) => look(event),
    onBlur: leave,
    onScroll: () => setNote(undefined),
  };
  return { note, listeners, dismiss: () => setNote(undefined), stay, leave };
}

export type CellNoteState = ReturnType<typeof useCellNote>;
