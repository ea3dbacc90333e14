'use client';

import type { KeyboardEvent } from 'react';
import { isComposing } from '#components/layout/is-composing.ts';
import type { ReviewContext } from '../review-context.ts';
import type { RowAt } from '../use-rows.ts';
import type { GridEditing } from './editing/use-cell-editing.ts';
import { CHECKBOX, type GridPosition, isRecordCell, LEADING_COLUMN_COUNT, positionAfter } from './grid-position.ts';
import { type GridView, positionOf } from './use-grid-view.ts';

interface GridKeysOptions {
  context: ReviewContext;
  gridView: GridView;
  rowAt: RowAt;
  editing: GridEditing;
  dismissNote: () => void;
  /** Opens the details of a row's record. */
  onOpen: (row: number) => void;
}

/**
 * The keys of the grid: arrows move, Enter and F2 edit a value, Enter on a record's number or state opens the record,
 * typing replaces a value, Space selects the record. Letters are text here, never shortcuts.
 */
export function useGridKeys({ context, gridView, rowAt, editing, dismissNote, onOpen }: GridKeysOptions) {
  const size = {
    rowCount: context.records.list.length,
    columnCount: context.columns.length + LEADING_COLUMN_COUNT,
    page: gridView.page,
  };
  const edit = (position: GridPosition, typed?: string) => () => void editing.start(position, typed);
  /** What a key without Ctrl or ⌘ does to a cell; undefined if nothing. */
  const actionOf = ({ key, shiftKey }: KeyboardEvent, position: GridPosition): (() => void) | undefined => {
    const { row, column } = position;
    switch (key) {
      case ' ':
        // The checkbox itself handles Space without Shift.
        return column === CHECKBOX && !shiftKey ? undefined : () => context.selection.toggle(row, shiftKey);
      case 'Escape':
        return dismissNote;
      case 'Enter':
        return isRecordCell(position) ? () => onOpen(row) : edit(position);
      case 'F2':
        return edit(position);
      case 'Delete':
      case 'Backspace':
        return edit(position, '');
      default:
        return isCharacter(key) ? edit(position, key) : undefined;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const position = positionOf(event.target);
    if (!position || event.altKey || event.defaultPrevented || isComposing(event.nativeEvent)) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const target = positionAfter(event.key, position, size, isCommand);
    if (target) {
      event.preventDefault();
      // A held key waits until the target row is loaded, so that no row is empty.
      if (!event.repeat || rowAt(target.row)) gridView.moveTo(target);
      return;
    }
    const action = isCommand ? undefined : actionOf(event, position);
    if (!action) return;
    event.preventDefault();
    action();
  };
  /** A cell focused by click or Tab becomes the active one. */
  const onFocus = (event: { target: EventTarget }) => {
    const position = positionOf(event.target);
    if (position && (position.row !== gridView.active.row || position.column !== gridView.active.column))
      gridView.setActive(position);
  };
  return { onKeyDown, onFocus };
}

function isCharacter(key: string): boolean {
  return [...key].length === 1;
}
