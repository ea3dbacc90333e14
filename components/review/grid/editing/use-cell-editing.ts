'use client';

import { useEffect, useRef } from 'react';
import type { ReviewRow } from '#lib/core/review/review-view.ts';
import type { Edits } from '../../edits/use-edits.ts';
import { useErrorToast } from '../../use-error-toast.ts';
import { fetchRows, type RowAt } from '../../use-rows.ts';
import { type GridPosition, LEADING_COLUMN_COUNT } from '../grid-position.ts';
import type { GridColumn } from '../review-columns.ts';
import type { GridView } from '../use-grid-view.ts';

/** Where the focus moves after a cell has been saved. */
export type MoveDirection = 'down' | 'up' | 'right' | 'left' | 'next issue' | 'previous issue';

export interface EditedCell extends GridPosition {
  readonly record: number;
  readonly columnName: string;
  /** The value before the edit; undefined if the person started by typing, so that any text is saved. */
  readonly initialText: string | undefined;
  readonly text: string;
}

export interface GridEditing {
  /** The cell being edited. */
  readonly cell: EditedCell | undefined;
  /** Starts editing a cell, with its value or with the typed text. Ignored for cells that cannot be edited. */
  readonly start: (position: GridPosition, typed?: string) => Promise<void>;
  readonly save: (text: string, direction: MoveDirection | undefined) => void;
  readonly cancel: () => void;
}

export interface EditingOptions {
  readonly upload: number;
  /** The cell as it was when editing it started. */
  readonly edited: EditedCell | undefined;
  readonly setEdited: (cell: EditedCell | undefined) => void;
  readonly gridView: GridView;
  readonly columns: readonly GridColumn[];
  readonly rowAt: RowAt;
  readonly edits: Edits;
  /** Whether nothing can be changed at the moment. */
  readonly isLocked: boolean;
  /** Moves to the next or previous cell with an issue. */
  readonly jump: (by: 1 | -1) => Promise<void>;
}

export function useCellEditing(options: EditingOptions): GridEditing {
  const { upload, edited, setEdited, gridView, columns, rowAt, edits, isLocked, jump } = options;
  // Since editing started, the list may have been reloaded without the record, or record or column may have moved.
  const { editedPosition } = gridView;
  const cell = edited && editedPosition && { ...edited, ...editedPosition };
  const isGone = edited !== undefined && editedPosition === undefined;
  useEffect(() => {
    if (isGone) setEdited(undefined);
  }, [isGone, setEdited]);
  const showError = useErrorToast();
  const starts = useRef(0);
  const start = async (position: GridPosition, typed?: string) => {
    const column = columns[position.column - LEADING_COLUMN_COUNT];
    const row = rowAt(position.row);
    if (isLocked || column?.field === undefined || !row?.isReadable) return;
    const { record } = row;
    const target = { ...position, record, columnName: column.column };
    starts.current += 1;
    const ownStart = starts.current;
    if (typed !== undefined) return setEdited({ ...target, initialText: undefined, text: typed });
    const pending = edits.pending.get(record)?.get(column.column);
    const initialText = pending ?? (await exactValue(upload, row, column).catch(showError));
    // If editing another cell started meanwhile, that cell keeps what is typed into it.
    if (initialText !== undefined && ownStart === starts.current)
      setEdited({ ...target, initialText, text: initialText });
  };
  const close = (direction: MoveDirection | undefined) => {
    if (!cell) return;
    setEdited(undefined);
    if (direction === 'next issue' || direction === 'previous issue') void jump(direction === 'next issue' ? 1 : -1);
    else if (direction)
      gridView.moveTo(moveFrom(cell, direction, { rowCount: gridView.vertical.options.count, columns }));
  };
  const save = (text: string, direction: MoveDirection | undefined) => {
    if (cell && text !== cell.initialText)
      edits.setCells({ kind: 'cell', record: cell.record, column: cell.columnName, value: text });
    close(direction);
  };
  const cancel = () => {
    if (cell) gridView.moveTo(cell);
    setEdited(undefined);
  };
  return { cell, start, save, cancel };
}

/** The unmasked value of a cell, as in the file or as fixed. It is fetched if the row has only the masked value. */
export async function exactValue(upload: number, row: ReviewRow, { index }: GridColumn): Promise<string> {
  const shown = row.cells[index];
  if (!shown?.isMasked) return shown?.value ?? '';
  const [exact] = await fetchRows(upload, { records: [row.record], personal: true });
  return exact?.cells[index]?.value ?? '';
}

interface Extent {
  readonly rowCount: number;
  readonly columns: readonly GridColumn[];
}

/** The neighboring cell in a direction; the same cell at an edge. */
function moveFrom(
  { row, column }: GridPosition,
  direction: 'down' | 'up' | 'right' | 'left',
  { rowCount, columns }: Extent,
): GridPosition {
  const last = columns.findLastIndex(({ field }) => field !== undefined) + LEADING_COLUMN_COUNT;
  const targets = {
    down: { row: Math.min(rowCount - 1, row + 1), column },
    up: { row: Math.max(0, row - 1), column },
    right: { row, column: Math.min(last, column + 1) },
    left: { row, column: Math.max(LEADING_COLUMN_COUNT, column - 1) },
  };
  return targets[direction];
}
