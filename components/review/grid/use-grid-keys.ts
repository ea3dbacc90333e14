'use client';

import type { KeyboardEvent } from 'react';
import { isComposing } from '#components/layout/is-composing.ts';
import type { ReviewContext } from '../review-context.ts';
import type { RowAt } from '../use-rows.ts';
import type { GridEditing } from './editing/use-cell-editing.ts';
import { CHECKBOX, isRecordCell, LEADING_COLUMN_COUNT, positionAfter } from './grid-position.ts';
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
  const onKeyDown = (event: KeyboardEvent) => {
    const position = positionOf(event.target);
    if (!position || event.altKey || event.defaultPrevented || isComposing(event.nativeEvent)) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const target = positionAfter(event.key, position, size, isCommand);
    // A held key waits until the target row is loaded, so that no row is empty.
    if (target && event.repeat && !rowAt(target.row)) return event.preventDefault();
    if (target) gridView.moveTo(target);
    else if (isCommand) return;
    else if (event.key === ' ' && (position.column !== CHECKBOX || event.shiftKey))
      context.selection.toggle(position.row, event.shiftKey);
    else if (event.key === 'Escape') dismissNote();
    else if (event.key === 'Enter' && isRecordCell(position)) onOpen(position.row);
    else if (event.key === 'Enter' || event.key === 'F2') void editing.start(position);
    else if (event.key === 'Delete' || event.key === 'Backspace') void editing.start(position, '');
    else if (isCharacter(event.key)) void editing.start(position, event.key);
    else return;
    event.preventDefault();
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
  return [...key].length === 1 && key !== ' ';
}
