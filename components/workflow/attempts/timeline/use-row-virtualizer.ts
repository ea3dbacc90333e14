'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect } from 'react';
import type { TimelineRow } from '#lib/core/workflow/view/attempt-timeline.ts';

const ROW_HEIGHTS_PX = { wide: 34, narrow: 56 };
const AXIS_HEIGHT_PX = 25;
/** The size that the server assumes, to render the first rows. */
const INITIAL_RECT = { width: 800, height: 600 };

/** Determines the visible rows, and scrolls to others. */
export function useRowVirtualizer(
  scroller: RefObject<HTMLElement | null>,
  rows: readonly TimelineRow[],
  isWide: boolean,
) {
  const rowHeight = isWide ? ROW_HEIGHTS_PX.wide : ROW_HEIGHTS_PX.narrow;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    initialRect: INITIAL_RECT,
    overscan: 8,
    getItemKey: (index) => rows[index]?.task.id ?? index,
    scrollPaddingStart: AXIS_HEIGHT_PX,
    // The rows begin below the axis, whose height is not part of their positions.
    scrollPaddingEnd: AXIS_HEIGHT_PX,
  });
  // The virtualizer keeps measured heights, so it measures again when the height of rows changes.
  useEffect(() => {
    if (rowHeight > 0) virtual.measure();
  }, [virtual, rowHeight]);
  return virtual;
}
