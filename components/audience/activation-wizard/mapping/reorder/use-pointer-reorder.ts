'use client';

import { type MouseEvent, type PointerEvent, useLayoutEffect, useRef, useState } from 'react';

/** A shorter movement is a click. */
const DRAG_DISTANCE_PX = 4;

/** The handle is at the left edge of an item: the pointer may leave the item there by this much. */
const LEFT_TOLERANCE_PX = 48;

interface Press {
  readonly x: number;
  readonly y: number;
  readonly pointer: number;
  readonly handle: HTMLElement;
}

/**
 * Moves an item while its handle is dragged over another item. The items of a list are `data-reorder-item` within a
 * `data-reorder-list`.
 */
export function usePointerReorder(index: number, onMove: (to: number) => void) {
  const press = useRef<Press>(undefined);
  /** Whether the last press became a drag. */
  const wasDrag = useRef(false);
  const [isDragging, setDragging] = useState(false);
  const end = () => {
    press.current = undefined;
    setDragging(false);
  };
  useLayoutEffect(() => {
    // Moving an element in the document releases its pointer capture, so the pointer is captured again.
    press.current?.handle.setPointerCapture(press.current.pointer);
  });
  return {
    isDragging,
    /** Whether a click ends a drag. A click by keyboard, whose `detail` is 0, does not. */
    endsDrag: ({ detail }: MouseEvent) => detail > 0 && wasDrag.current,
    onPointerDown({ clientX, clientY, currentTarget, pointerId, button }: PointerEvent<HTMLElement>) {
      if (button !== 0) return;
      press.current = { x: clientX, y: clientY, pointer: pointerId, handle: currentTarget };
      wasDrag.current = false;
      currentTarget.setPointerCapture(pointerId);
    },
    onPointerMove({ clientX, clientY, currentTarget }: PointerEvent<HTMLElement>) {
      if (!press.current) return;
      const { x, y } = press.current;
      if (Math.hypot(clientX - x, clientY - y) < DRAG_DISTANCE_PX && !wasDrag.current) return;
      wasDrag.current = true;
      setDragging(true);
      const to = itemAt(currentTarget, clientX, clientY);
      if (to >= 0 && to !== index) onMove(to);
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}

/** The index of the item below the pointer; -1 if there is none. */
function itemAt(handle: HTMLElement, x: number, y: number): number {
  const list = handle.closest('[data-reorder-list]');
  const items = [...(list?.querySelectorAll('[data-reorder-item]') ?? [])].filter(
    (item) => item.closest('[data-reorder-list]') === list,
  );
  return items.findIndex((item) => {
    const { left, right, top, bottom } = item.getBoundingClientRect();
    return x >= left - LEFT_TOLERANCE_PX && x <= right && y >= top && y <= bottom;
  });
}
