'use client';

import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { NumberList } from '#lib/core/review/number-list.ts';
import type { RecordList } from '../use-matching-records.ts';
import {
  type GridPosition,
  HEAD_HEIGHT_PX,
  LEADING_COLUMN_COUNT,
  LEADING_WIDTH_PX,
  ROW_HEIGHT_PX,
} from './grid-position.ts';
import type { GridColumn } from './review-columns.ts';

/** Rows rendered above and below the viewport, enough for one turn of the wheel. */
const ROWS_AHEAD = 16;
const COLUMNS_AHEAD = 3;
const FIRST_CELL: GridPosition = { row: 0, column: LEADING_COLUMN_COUNT };

/** Identifies a cell by what it shows, because its position changes with the list and the order of the columns. */
interface CellKey {
  readonly record: number;
  readonly columnName: string;
}

/**
 * The virtualization and focus of the grid. The focused row and column are rendered even outside the viewport, and so
 * is the edited cell, wherever a reloaded list places it.
 */
export function useGridView({ list, key }: RecordList, columns: readonly GridColumn[], edited?: CellKey) {
  const rowCount = list.length;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<GridPosition>(FIRST_CELL);
  const pendingFocus = useRef<GridPosition>(undefined);
  const activeColumnIndex = active.column - LEADING_COLUMN_COUNT;
  const editedPosition = edited && positionIn(list, columns, edited);
  const editedRow = editedPosition?.row;
  const editedColumnIndex = editedPosition && editedPosition.column - LEADING_COLUMN_COUNT;
  const vertical = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: ROWS_AHEAD,
    paddingStart: HEAD_HEIGHT_PX,
    scrollPaddingStart: HEAD_HEIGHT_PX,
    rangeExtractor: useCallback((range: Range) => withIndex(range, editedRow ?? active.row), [editedRow, active.row]),
  });
  const horizontal = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => columns[index]?.width ?? 0,
    // In another order of the columns, the widths at the same positions differ.
    getItemKey: useCallback((index: number) => columns[index]?.index ?? index, [columns]),
    overscan: COLUMNS_AHEAD,
    paddingStart: LEADING_WIDTH_PX,
    scrollPaddingStart: LEADING_WIDTH_PX,
    rangeExtractor: useCallback(
      (range: Range) => withIndex(range, editedColumnIndex ?? activeColumnIndex),
      [editedColumnIndex, activeColumnIndex],
    ),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list starts at the top, or at the edited cell
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
    if (!editedPosition) return setActive(FIRST_CELL);
    vertical.scrollToIndex(editedPosition.row);
    horizontal.scrollToIndex(editedPosition.column - LEADING_COLUMN_COUNT);
    setActive(editedPosition);
  }, [key]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once the active cell is rendered
  useLayoutEffect(() => {
    if (!pendingFocus.current) return;
    cellAt(scroller.current, pendingFocus.current)?.focus({ preventScroll: true });
    pendingFocus.current = undefined;
  }, [active]);
  const moveTo = (position: GridPosition) => {
    vertical.scrollToIndex(position.row);
    if (position.column >= LEADING_COLUMN_COUNT) horizontal.scrollToIndex(position.column - LEADING_COLUMN_COUNT);
    pendingFocus.current = position;
    // A copy: the effect that focuses the cell runs even if the position is the active one.
    setActive({ ...position });
  };
  const page = Math.max(1, Math.floor(((vertical.scrollRect?.height ?? 0) - HEAD_HEIGHT_PX) / ROW_HEIGHT_PX) - 1);
  return { scroller, active, setActive, editedPosition, moveTo, vertical, horizontal, page };
}

export type GridView = ReturnType<typeof useGridView>;

/** Where a cell is now; undefined if the list no longer has its record. */
function positionIn(
  list: NumberList,
  columns: readonly GridColumn[],
  { record, columnName }: CellKey,
): GridPosition | undefined {
  const row = list.indexOf(record);
  const index = columns.findIndex(({ column }) => column === columnName);
  return row === undefined || index < 0 ? undefined : { row, column: index + LEADING_COLUMN_COUNT };
}

function cellAt(within: Element | null, { row, column }: GridPosition): HTMLElement | null {
  return within?.querySelector<HTMLElement>(`[data-place="${row}:${column}"]`) ?? null;
}

/** The position of the cell that contains an element. */
export function positionOf(target: EventTarget | null): GridPosition | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-place]') : null;
  const [row, column] = cell?.dataset['place']?.split(':').map(Number) ?? [];
  return row === undefined || column === undefined ? undefined : { row, column };
}

function withIndex(range: Range, index: number): number[] {
  const indexes = defaultRangeExtractor(range);
  if (index < 0 || index >= range.count || indexes.includes(index)) return indexes;
  return [...indexes, index].toSorted((a, b) => a - b);
}
