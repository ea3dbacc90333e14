'use client';

import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { clamp } from '#lib/core/clamp.ts';
import type { TimelineRow } from '#lib/core/workflow/view/attempt-timeline.ts';

export interface TimelineKeysOptions {
  scroller: RefObject<HTMLElement | null>;
  rows: readonly TimelineRow[];
  chosenTask: number | undefined;
  onChoose: (task: number) => void;
  collapsed: ReadonlySet<number>;
  onOpenChange: (task: number, isOpen: boolean) => void;
  scrollToRow: (index: number) => void;
}

/**
 * Arrow keys move from the focused row, and open and close groups, as in a tree. The row that a key leads to is chosen.
 */
export function useTimelineKeys(options: TimelineKeysOptions) {
  const { scroller, rows, chosenTask, onChoose, collapsed, onOpenChange, scrollToRow } = options;
  const pendingFocus = useRef<number>(undefined);
  const focusPending = () => {
    const row = scroller.current?.querySelector<HTMLElement>(`[data-task="${pendingFocus.current}"]`);
    if (pendingFocus.current === undefined || pendingFocus.current !== chosenTask || !row) return;
    pendingFocus.current = undefined;
    row.focus({ preventScroll: true });
  };
  // The row may be rendered only once it has been scrolled to.
  useEffect(focusPending);
  const moveTo = (index: number) => {
    const target = rows[clamp(index, 0, rows.length - 1)];
    if (!target) return;
    pendingFocus.current = target.task.id;
    scrollToRow(rows.indexOf(target));
    onChoose(target.task.id);
    // If the row was chosen already, nothing is rendered, and a later effect would take the focus from another control.
    focusPending();
  };
  return (event: KeyboardEvent) => {
    // The page may not have rendered the effect of the previous key yet.
    const from = pendingFocus.current ?? taskAt(event.target) ?? chosenTask;
    const index = rows.findIndex(({ task }) => task.id === from);
    const row = rows[index];
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    const opens = opensGroup(event.key, row, collapsed);
    const targetIndex = targetIndexOf(event.key, index, rows);
    if (opens !== undefined) onOpenChange(row.task.id, opens);
    else if (targetIndex !== undefined) moveTo(targetIndex);
    else return;
    event.preventDefault();
  };
}

/** The task of the row that contains an element. */
function taskAt(target: EventTarget): number | undefined {
  const row = target instanceof Element ? target.closest('[data-task]') : null;
  return row ? Number(row.getAttribute('data-task')) : undefined;
}

/** Whether a key opens or closes the group of a row; undefined if it does neither. */
function opensGroup(key: string, { task, children }: TimelineRow, collapsed: ReadonlySet<number>): boolean | undefined {
  if (children === 0) return undefined;
  const isOpen = !collapsed.has(task.id);
  if (key === 'ArrowRight' && !isOpen) return true;
  return key === 'ArrowLeft' && isOpen ? false : undefined;
}

const ROWS_PER_PAGE = 10;

/** The index of the row that a key leads to; it may be out of bounds. */
function targetIndexOf(key: string, index: number, rows: readonly TimelineRow[]): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return index + 1;
    case 'ArrowUp':
      return index - 1;
    case 'Home':
      return 0;
    case 'End':
      return rows.length - 1;
    case 'PageDown':
      return index + ROWS_PER_PAGE;
    case 'PageUp':
      return index - ROWS_PER_PAGE;
    case 'ArrowRight':
      return (rows[index]?.children ?? 0) > 0 ? index + 1 : index;
    case 'ArrowLeft':
      return Math.max(
        0,
        rows.findIndex(({ task }) => task.id === rows[index]?.task.parent),
      );
    default:
      return undefined;
  }
}
