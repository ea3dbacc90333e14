'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { toast } from 'sonner';
import { copyText } from '#components/ui/text/copy-text.ts';
import { clamp } from '#lib/core/clamp.ts';
import type { RecordSample } from '#lib/core/query/workbench.ts';

interface CellPosition {
  readonly row: number;
  readonly column: number;
}

export interface GridKeys {
  /** The cell in the tab order. */
  readonly at: CellPosition;
  readonly focus: (position: CellPosition) => void;
  readonly copyRow: (row: number) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const PAGE_ROWS = 10;

/** The movement of each key. With Ctrl or ⌘, Home and End also change the row. */
const MOVES: Readonly<Record<string, (position: CellPosition, end: CellPosition, isCtrl: boolean) => CellPosition>> = {
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  PageDown: ({ row, column }) => ({ row: row + PAGE_ROWS, column }),
  PageUp: ({ row, column }) => ({ row: row - PAGE_ROWS, column }),
  Home: ({ row }, _, isCtrl) => ({ row: isCtrl ? 0 : row, column: 0 }),
  End: ({ row }, end, isCtrl) => ({ row: isCtrl ? end.row : row, column: end.column }),
};

export interface GridKeysOptions extends Pick<RecordSample, 'records'> {
  scroller: RefObject<HTMLElement | null>;
  scrollTo: (row: number) => void;
}

/** Keyboard control of a grid: keys move the focus between cells, and copy the focused cell or, with Shift, its row. */
export function useGridKeys({ records, scroller, scrollTo }: GridKeysOptions): GridKeys {
  const t = useTranslations('workbench.grid');
  const [position, setPosition] = useState<CellPosition>({ row: 0, column: 0 });
  const end = { row: Math.max(0, records.length - 1), column: Math.max(0, (records[0]?.length ?? 1) - 1) };
  const at = within(position, end);
  const copy = async (text: string, messageKey: 'copiedCell' | 'copiedRow') =>
    (await copyText(text)) ? toast.success(t(messageKey)) : toast.error(t('notCopied'));
  const copyRow = (row: number) => void copy((records[row] ?? []).map((value) => value ?? '').join('\t'), 'copiedRow');
  const moveTo = (next: CellPosition) => {
    setPosition(next);
    scrollTo(next.row);
    // A row outside the viewport is rendered with the next frame.
    requestAnimationFrame(() => cellAt(scroller.current, next)?.focus());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isCopy = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c';
    const hasSelectedText = getSelection()?.isCollapsed === false;
    const move = MOVES[event.key];
    if (isCopy && event.shiftKey) copyRow(at.row);
    else if (isCopy && !hasSelectedText) void copy(records[at.row]?.[at.column] ?? '', 'copiedCell');
    else if (move && !event.altKey) moveTo(within(move(at, end, event.ctrlKey || event.metaKey), end));
    else return;
    event.preventDefault();
  };
  return { at, focus: setPosition, copyRow, onKeyDown };
}

function within({ row, column }: CellPosition, end: CellPosition): CellPosition {
  return { row: clamp(row, 0, end.row), column: clamp(column, 0, end.column) };
}

function cellAt(scroller: HTMLElement | null, { row, column }: CellPosition): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`) ?? null;
}
