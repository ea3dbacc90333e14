'use client';

import { useTranslations } from 'next-intl';
import type { ClipboardEvent } from 'react';
import { toast } from 'sonner';
import { copyText } from '#components/ui/text/copy-text.ts';
import { useErrorToast } from '../../use-error-toast.ts';
import { LEADING_COLUMN_COUNT } from '../grid-position.ts';
import { positionOf } from '../use-grid-view.ts';
import { type EditingOptions, exactValue } from './use-cell-editing.ts';

type CellClipboardOptions = Pick<EditingOptions, 'upload' | 'columns' | 'rowAt' | 'edits' | 'isLocked'>;

/** Copies the focused cell, and pastes a value into it. Inside the input of an edited cell, the browser does both. */
export function useCellClipboard({ upload, columns, rowAt, edits, isLocked }: CellClipboardOptions) {
  const t = useTranslations('review.grid');
  const showError = useErrorToast();
  const cellOf = ({ target }: ClipboardEvent) => {
    const position = target instanceof HTMLInputElement ? undefined : positionOf(target);
    const column = position && columns[position.column - LEADING_COLUMN_COUNT];
    const row = position && rowAt(position.row);
    return column && row?.isReadable ? { column, row } : undefined;
  };
  const copy = async (event: ClipboardEvent) => {
    const cell = cellOf(event);
    if (!cell || getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    const pending = edits.pending.get(cell.row.record)?.get(cell.column.column);
    const value = pending ?? (await exactValue(upload, cell.row, cell.column).catch(showError));
    if (value !== undefined && !(await copyText(value))) toast.error(t('notCopied'));
  };
  const paste = (event: ClipboardEvent) => {
    const cell = cellOf(event);
    if (!cell || cell.column.field === undefined || isLocked) return;
    event.preventDefault();
    // Spreadsheets end a copied cell with a line break.
    const value = event.clipboardData.getData('text/plain').replace(/\r?\n$/, '');
    if (/[\t\n]/.test(value)) toast.error(t('pastedSeveral'));
    else void edits.run({ kind: 'cell', record: cell.row.record, column: cell.column.column, value });
  };
  return { onCopy: (event: ClipboardEvent) => void copy(event), onPaste: paste };
}
