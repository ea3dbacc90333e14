'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { toast } from 'sonner';
import type { SomeRecords } from '#lib/core/query/workbench.ts';

interface Place {
  readonly row: number;
  readonly column: number;
}

export interface GridKeys {
  /** The cell that Tab leads to. */
  readonly at: Place;
  readonly focus: (place: Place) => void;
  readonly copyRow: (row: number) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const PAGE = 10;

/** How far each key goes, of so many rows and columns. */
const MOVES: Readonly<Record<string, (place: Place, end: Place, far: boolean) => Place>> = {
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  PageDown: ({ row, column }) => ({ row: row + PAGE, column }),
  PageUp: ({ row, column }) => ({ row: row - PAGE, column }),
  Home: ({ row }, _, far) => ({ row: far ? 0 : row, column: 0 }),
  End: ({ row }, end, far) => ({ row: far ? end.row : row, column: end.column }),
};

export interface GridKeysOptions extends Pick<SomeRecords, 'records'> {
  scroller: RefObject<HTMLElement | null>;
  scrollTo: (row: number) => void;
}

/** One cell of a grid has the focus; keys move it, and copy it or, with Shift, its row. */
export function useGridKeys({ records, scroller, scrollTo }: GridKeysOptions): GridKeys {
  const t = useTranslations('workbench.grid');
  const [wanted, setAt] = useState<Place>({ row: 0, column: 0 });
  const end = { row: Math.max(0, records.length - 1), column: Math.max(0, (records[0]?.length ?? 1) - 1) };
  const at = within(wanted, end);
  const copy = (text: string, told: 'copiedCell' | 'copiedRow') =>
    navigator.clipboard.writeText(text).then(
      () => toast.success(t(told)),
      () => toast.error(t('notCopied')),
    );
  const copyRow = (row: number) => void copy((records[row] ?? []).map((value) => value ?? '').join('\t'), 'copiedRow');
  const go = (place: Place) => {
    setAt(place);
    scrollTo(place.row);
    // It is drawn with the next frame where it was out of sight.
    requestAnimationFrame(() => cellAt(scroller.current, place)?.focus());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isCopy = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c';
    const move = MOVES[event.key];
    if (isCopy && event.shiftKey) copyRow(at.row);
    else if (isCopy && getSelection()?.isCollapsed !== false)
      void copy(records[at.row]?.[at.column] ?? '', 'copiedCell');
    else if (move && !event.altKey) go(within(move(at, end, event.ctrlKey || event.metaKey), end));
    else return;
    event.preventDefault();
  };
  return { at, focus: setAt, copyRow, onKeyDown };
}

function within({ row, column }: Place, end: Place): Place {
  return { row: Math.min(Math.max(0, row), end.row), column: Math.min(Math.max(0, column), end.column) };
}

function cellAt(scroller: HTMLElement | null, { row, column }: Place): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`) ?? null;
}
