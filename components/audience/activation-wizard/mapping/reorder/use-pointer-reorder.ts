'use client';

import { type PointerEvent, useRef, useState } from 'react';

/** A smaller movement is a click. */
const DRAG_DISTANCE = 4;

/**
 * Moves an item while its handle is dragged over another one. The items of a list are `data-reorder-item` within a
 * `data-reorder-list`.
 */
export function usePointerReorder(index: number, onMove: (to: number) => void) {
  const pressedAt = useRef<readonly [x: number, y: number]>(undefined);
  const dragged = useRef(false);
  const [isDragging, setDragging] = useState(false);
  const end = () => {
    pressedAt.current = undefined;
    setDragging(false);
  };
  return {
    isDragging,
    /** Whether the last press was a movement. */
    wasDragged: () => dragged.current,
    onPointerDown(event: PointerEvent<HTMLElement>) {
      pressedAt.current = [event.clientX, event.clientY];
      dragged.current = false;
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove({ clientX, clientY, currentTarget }: PointerEvent<HTMLElement>) {
      if (!pressedAt.current) return;
      const [x, y] = pressedAt.current;
      if (Math.hypot(clientX - x, clientY - y) < DRAG_DISTANCE && !dragged.current) return;
      dragged.current = true;
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
    return x >= left - 48 && x <= right && y >= top && y <= bottom;
  });
}
