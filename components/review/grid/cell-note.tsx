'use client';

import { Tooltip } from '@base-ui/react/tooltip';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useIssueTitle } from '#components/job/issue-titles.tsx';
import { Kbd } from '#components/ui/text/kbd.tsx';
import type { ReviewRow } from '#lib/core/review/review-view.ts';
import { shownState } from '../cards/row-state.tsx';
import { IssueNote } from '../states/issue-note.tsx';
import type { RowAt } from '../use-rows.ts';
import { issuesAt } from './cell-issues.ts';
import { type GridPosition, LEADING_COLUMN_COUNT, STATE } from './grid-position.ts';
import type { GridColumn } from './review-columns.ts';
import type { CellNoteState } from './use-cell-note.ts';

export interface CellNoteProps {
  state: CellNoteState;
  rowAt: RowAt;
  columns: readonly GridColumn[];
  /** Whether a cell is being edited. Then the popup of that cell explains it, not the note. */
  isEditing: boolean;
}

/** A tooltip that explains why a cell is marked. Screen readers read the same text as the cell's description. */
export function CellNote({ state: { note, keepOpen, scheduleClose }, rowAt, columns, isEditing }: CellNoteProps) {
  const row = note && !isEditing ? rowAt(note.row) : undefined;
  const content = row && note && contentOf(row, note, columns);
  return (
    <Tooltip.Root open={content !== undefined}>
      <Tooltip.Portal>
        <Tooltip.Positioner anchor={note?.anchor ?? null} side="right" align="start" sideOffset={4} className="z-20">
          <Tooltip.Popup
            aria-hidden
            onMouseEnter={keepOpen}
            onMouseLeave={scheduleClose}
            className="grid max-w-72 gap-1.5 rounded-control border border-border bg-surface-raised px-3 py-2.5 text-text text-xs shadow-menu"
          >
            {content}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

/** What explains a cell; undefined if it is not marked. */
function contentOf(row: ReviewRow, position: GridPosition, columns: readonly GridColumn[]): ReactNode {
  const column = columns[position.column - LEADING_COLUMN_COUNT];
  if (column) return hasNote(row, column) ? <ColumnNote row={row} column={column} /> : undefined;
  return position.column === STATE ? <RowNote row={row} /> : undefined;
}

function hasNote(row: ReviewRow, { column }: GridColumn): boolean {
  return issuesAt(row, column).length > 0 || row.fixed.includes(column);
}

function ColumnNote({ row, column }: { row: ReviewRow; column: GridColumn }) {
  const t = useTranslations('review.note');
  return (
    <>
      {issuesAt(row, column.column).map((issue) => (
        <IssueNote key={`${issue.code} ${issue.field}`} issue={issue} />
      ))}
      {row.fixed.includes(column.column) && (
        <p className="font-semibold text-accent-soft-text">{t(row.isFixedByMapping ? 'fixedByMapping' : 'fixed')}</p>
      )}
      {!row.isReadable && <p className="text-text-muted">{t('unreadable')}</p>}
      {row.isReadable && column.field !== undefined && (
        <p className="flex items-center gap-1.5 text-text-muted">
          <Kbd>F2</Kbd> {t('edit')} <Kbd>F8</Kbd> {t('jump')}
        </p>
      )}
    </>
  );
}

function RowNote({ row }: { row: ReviewRow }) {
  const t = useTranslations('review');
  const titleOf = useIssueTitle();
  const others = row.issues.filter(({ column }) => column !== null);
  return (
    <>
      <p className="font-semibold">
        {t('note.record', { record: row.record, line: row.line })} · {t(`states.${shownState(row)}`)}
      </p>
      {issuesAt(row, null).map((issue) => (
        <IssueNote key={issue.code} issue={issue} />
      ))}
      {others.map(({ code, column, field }) => (
        <p key={`${code} ${column} ${field}`} className="text-text-muted">
          <code className="text-text">{column}</code> {titleOf(code)}
        </p>
      ))}
      {!row.isReadable && <p className="text-text-muted">{t('note.unreadable')}</p>}
    </>
  );
}
