'use client';

import { useTranslations } from 'next-intl';
import type { ClipboardEvent } from 'react';
import { toast } from 'sonner';
import { copyText } from '#components/ui/text/copy-text.ts';
import { clipboardTable } from '#lib/core/review/clipboard-table.ts';
import { bytesOfCells, MAX_CELLS_BYTES, MAX_CELLS_SET } from '#lib/core/review/fix.ts';
import type { CellsEdit } from '../../edits/use-edits.ts';
import { useErrorToast } from '../../use-error-toast.ts';
import type { RecordList } from '../../use-matching-records.ts';
import { type GridPosition, LEADING_COLUMN_COUNT } from '../grid-position.ts';
import type { GridColumn } from '../review-columns.ts';
import { positionOf } from '../use-grid-view.ts';
import { type EditingOptions, exactValue } from './use-cell-editing.ts';

interface CellClipboardOptions extends Pick<EditingOptions, 'upload' | 'columns' | 'rowAt' | 'edits' | 'isLocked'> {
  readonly records: RecordList;
}

/**
 * Copies the focused cell. Pastes cells of a spreadsheet into the listed records, from the focused cell to the right
 * and down. Inside the input of an edited cell, the browser does both.
 */
export function useCellClipboard({ upload, columns, rowAt, edits, isLocked, records }: CellClipboardOptions) {
  const t = useTranslations('review.grid');
  const showError = useErrorToast();
  const positionIn = ({ target }: ClipboardEvent) => {
    const position = target instanceof HTMLInputElement ? undefined : positionOf(target);
    return position && position.column >= LEADING_COLUMN_COUNT ? position : undefined;
  };
  const copy = async (event: ClipboardEvent) => {
    const position = positionIn(event);
    const column = position && columns[position.column - LEADING_COLUMN_COUNT];
    const row = position && rowAt(position.row);
    if (!column || !row?.isReadable || getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    const pending = edits.pending.get(row.record)?.get(column.column);
    const value = pending ?? (await exactValue(upload, row, column).catch(showError));
    if (value !== undefined && !(await copyText(value))) toast.error(t('notCopied'));
  };
  const paste = (event: ClipboardEvent) => {
    const position = positionIn(event);
    // Without this, an image in the clipboard would empty the cell.
    if (!position || isLocked || !event.clipboardData.types.includes('text/plain')) return;
    event.preventDefault();
    const table = clipboardTable(event.clipboardData.getData('text/plain'));
    const { edit, skipped, count } = cellsToSet(table, position, { columns, records });
    if (count > MAX_CELLS_SET) toast.error(t('pastedTooMany', { count, max: MAX_CELLS_SET }));
    else if (edit?.kind === 'cells' && bytesOfCells(edit.cells) > MAX_CELLS_BYTES) toast.error(t('pastedTooLarge'));
    else if (edit) edits.setCells(edit, skipped);
    else toast.error(t('pastedNowhere', { count: skipped }));
  };
  return { onCopy: (event: ClipboardEvent) => void copy(event), onPaste: paste };
}

interface PasteArea {
  readonly columns: readonly GridColumn[];
  readonly records: RecordList;
}

/** The edit that pastes a table at a position; cells of columns that are not sent, or beyond the list, are skipped. */
function cellsToSet(table: readonly (readonly string[])[], { row, column }: GridPosition, area: PasteArea) {
  const { list } = area.records;
  const pasted = table.flatMap((values, down) =>
    values.map((value, right) => ({
      record: list.at(row + down),
      column: area.columns[column - LEADING_COLUMN_COUNT + right],
      value,
    })),
  );
  const cells = pasted.flatMap(({ record, column: target, value }) =>
    record === undefined || target?.field === undefined ? [] : { record, column: target.column, value },
  );
  const [first] = cells;
  const edit: CellsEdit | undefined =
    first && (pasted.length === 1 ? { kind: 'cell', ...first } : { kind: 'cells', cells });
  return { edit, skipped: pasted.length - cells.length, count: pasted.length };
}
