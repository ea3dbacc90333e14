'use client';

import { useTranslations } from 'next-intl';
import { LoadingNote } from '#components/ui/feedback/skeleton-rows.tsx';
import { Drawer } from '#components/ui/overlays/drawer.tsx';
import type { ReviewRow } from '#lib/core/review/review-view.ts';
import { issuesAt } from '../grid/cell-issues.ts';
import type { ReviewContext } from '../review-context.ts';
import { IssueNote } from '../states/issue-note.tsx';
import { RecordField } from './record-field.tsx';
import { RowState, shownState } from './row-state.tsx';

export interface RecordSheetProps {
  context: ReviewContext;
  record: number | undefined;
  row: ReviewRow | undefined;
  onClose: () => void;
}

/** A record on phones: its issues, and a field for each value, those with issues first. */
export function RecordSheet({ context, record, row, onClose }: RecordSheetProps) {
  const t = useTranslations('review');
  const mapped = context.columns.filter(({ field }) => field !== undefined);
  const hasIssues = (column: string) => row !== undefined && issuesAt(row, column).length > 0;
  const ordered = mapped.toSorted((a, b) => Number(hasIssues(b.column)) - Number(hasIssues(a.column)));
  return (
    <Drawer
      open={record !== undefined}
      onClose={onClose}
      title={record === undefined ? '' : t('cards.record', { record })}
      note={row && t('cards.line', { line: row.line })}
      badge={
        row && (
          <span className="flex items-center gap-1.5 text-text-muted text-xs">
            <RowState row={row} />
            <span aria-hidden>{t(`states.${shownState(row)}`)}</span>
          </span>
        )
      }
    >
      {row ? (
        <>
          {issuesAt(row, null).map((issue) => (
            <IssueNote key={issue.code} issue={issue} />
          ))}
          {!row.isReadable && <p className="text-text-muted">{t('note.unreadable')}</p>}
          {row.isReadable &&
            ordered.map((column) => (
              <RecordField key={`${row.record} ${column.index}`} context={context} row={row} column={column} />
            ))}
        </>
      ) : (
        <LoadingNote />
      )}
    </Drawer>
  );
}
