'use client';

import type { VirtualItem } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { GridView } from './grid/use-grid-view.ts';
import type { RowAt } from './use-rows.ts';

/** The rows to render, and how many pixels to move them down. */
export interface RenderedRows {
  readonly items: readonly VirtualItem[];
  readonly shift: number;
}

interface SettledRows {
  readonly key: string;
  readonly items: readonly VirtualItem[];
  readonly offset: number;
}

/**
 * The rows to render. Until the rows scrolled to are loaded, the previous rows stay visible, unless the focused row is
 * among the new ones. Rows of a list with another `key` do not stay; if `key` is undefined, no rows do.
 */
export function useSettledRows({ vertical, active }: GridView, rowAt: RowAt, key: string | undefined): RenderedRows {
  const settled = useRef<SettledRows>(undefined);
  const items = vertical.getVirtualItems();
  const offset = vertical.scrollOffset ?? 0;
  const { startIndex, endIndex } = vertical.range ?? { startIndex: 0, endIndex: -1 };
  const hasFocus = active.row >= startIndex && active.row <= endIndex;
  const isLoaded = items.every(({ index }) => index < startIndex || index > endIndex || rowAt(index) !== undefined);
  const previous = settled.current;
  if (!isLoaded && !hasFocus && previous !== undefined && previous.key === key)
    return { items: previous.items, shift: offset - previous.offset };
  if (isLoaded && key !== undefined) settled.current = { key, items, offset };
  return { items, shift: 0 };
}
