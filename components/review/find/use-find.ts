'use client';

import { useRef, useState } from 'react';

/** The cell at which find and replace starts. */
export interface FindStart {
  readonly column: string;
  /** The exact value of the cell; empty without a cell. */
  readonly value: string;
}

export interface FindState {
  /** Undefined while the panel is closed. */
  readonly start: FindStart | undefined;
  readonly open: (start: FindStart) => void;
  readonly close: () => void;
}

/** Whether the panel for find and replace is open. When it closes, the focus returns to where it was. */
export function useFind(): FindState {
  const [start, setStart] = useState<FindStart>();
  const opener = useRef<Element>(null);
  const open = (next: FindStart) => {
    if (!start) opener.current = document.activeElement;
    setStart(next);
  };
  const close = () => {
    setStart(undefined);
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  return { start, open, close };
}
