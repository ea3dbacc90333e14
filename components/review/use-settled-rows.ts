'use client';

import type { VirtualItem } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { GridView } from './grid/use-grid-view.ts';
import type { RowAt } from './use-rows.ts';

/** The rows that are drawn, and how far from their own place, in pixels. */
export interface DrawnRows {
  readonly items: readonly VirtualItem[];
  readonly shift: number;
}

interface Settled {
  readonly key: string;
  readonly items: readonly VirtualItem[];
  readonly offset: number;
}

/**
 * The rows to draw. While the bar is dragged to where nothing has been read yet, those that were in sight stay there until
 * it has: no row is ever empty. Where the focus comes along, its row is shown at once. Undefined `key`: none are kept.
 */
export function useSettledRows({ vertical, active }: GridView, rowAt: RowAt, key: string | undefined): DrawnRows {
  const settled = useRef<Settled>(undefined);
  const items = vertical.getVirtualItems();
  const offset = vertical.scrollOffset ?? 0;
  const { startIndex, endIndex } = vertical.range ?? { startIndex: 0, endIndex: -1 };
  const hasFocus = active.row >= startIndex && active.row <= endIndex;
  const isThere = items.every(({ index }) => index < startIndex || index > endIndex || rowAt(index) !== undefined);
  const before = settled.current;
  if (!isThere && !hasFocus && before !== undefined && before.key === key)
    return { items: before.items, shift: offset - before.offset };
  if (isThere && key !== undefined) settled.current = { key, items, offset };
  return { items, shift: 0 };
}
