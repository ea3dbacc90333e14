'use client';

import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { RecordList } from '../use-numbers.ts';
import { type GridPlace, OWN_COLUMNS, OWN_WIDTH, ROW_HEIGHT } from './grid-place.ts';
import type { GridColumn } from './review-columns.ts';

/** Rows rendered above and below the viewport, enough for one turn of the wheel. */
const ROWS_AHEAD = 16;
const COLUMNS_AHEAD = 3;
const FIRST_CELL: GridPlace = { row: 0, column: OWN_COLUMNS };

/** The virtualization and focus of the grid. The focused row and column are rendered even outside the viewport. */
export function useGridView({ list, key }: RecordList, columns: readonly GridColumn[]) {
  const rows = list.length;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<GridPlace>(FIRST_CELL);
  const pendingFocus = useRef<GridPlace>(undefined);
  const fileColumn = active.column - OWN_COLUMNS;
  const vertical = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: ROWS_AHEAD,
    paddingStart: ROW_HEIGHT,
    scrollPaddingStart: ROW_HEIGHT,
    rangeExtractor: useCallback((range: Range) => withIndex(range, active.row), [active.row]),
  });
  const horizontal = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => columns[index]?.width ?? 0,
    overscan: COLUMNS_AHEAD,
    paddingStart: OWN_WIDTH,
    scrollPaddingStart: OWN_WIDTH,
    rangeExtractor: useCallback((range: Range) => withIndex(range, fileColumn), [fileColumn]),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list starts at the top
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
    setActive(FIRST_CELL);
  }, [key]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once the active cell is rendered
  useLayoutEffect(() => {
    if (!pendingFocus.current) return;
    cellAt(scroller.current, pendingFocus.current)?.focus({ preventScroll: true });
    pendingFocus.current = undefined;
  }, [active]);
  const moveTo = (place: GridPlace) => {
    vertical.scrollToIndex(place.row);
    if (place.column >= OWN_COLUMNS) horizontal.scrollToIndex(place.column - OWN_COLUMNS);
    pendingFocus.current = place;
    setActive({ ...place });
  };
  const page = Math.max(1, Math.floor((vertical.scrollRect?.height ?? 0) / ROW_HEIGHT) - 2);
  return { scroller, active, setActive, moveTo, vertical, horizontal, page };
}

export type GridView = ReturnType<typeof useGridView>;

export function cellAt(within: Element | null, { row, column }: GridPlace): HTMLElement | null {
  return within?.querySelector<HTMLElement>(`[data-place="${row}:${column}"]`) ?? null;
}

/** The position of the cell that contains an element. */
export function placeOf(target: EventTarget | null): GridPlace | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-place]') : null;
  const [row, column] = cell?.dataset['place']?.split(':').map(Number) ?? [];
  return row === undefined || column === undefined ? undefined : { row, column };
}

function withIndex(range: Range, index: number): number[] {
  const indexes = defaultRangeExtractor(range);
  if (index < 0 || index >= range.count || indexes.includes(index)) return indexes;
  return [...indexes, index].toSorted((a, b) => a - b);
}
