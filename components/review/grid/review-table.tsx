'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { reviewScopeOf } from '#lib/core/review/review-scope.ts';
import { RecordDrawer } from '../cards/record-drawer.tsx';
import { ReviewActions } from '../review-actions.tsx';
import type { ReviewRecordsProps } from '../review-records-props.ts';
import { RowsError } from '../states/rows-error.tsx';
import { useRows } from '../use-rows.ts';
import { useCellClipboard } from './editing/use-cell-clipboard.ts';
import { type EditedCell, useCellEditing } from './editing/use-cell-editing.ts';
import { LEADING_COLUMN_COUNT } from './grid-position.ts';
import { ReviewGrid } from './review-grid.tsx';
import { useGridView } from './use-grid-view.ts';
import { useIssueNavigation } from './use-issue-navigation.ts';

/** The toolbar for the focused cell, and the grid. */
export function ReviewTable({ context, notice, isLoading, children, ...bar }: ReviewRecordsProps) {
  const t = useTranslations('review');
  const { view, columns, records, edits, lock, isPersonalShown } = context;
  const [edited, setEdited] = useState<EditedCell>();
  const gridView = useGridView(records, columns, edited);
  const visible = gridView.vertical.range ?? { startIndex: 0, endIndex: 0 };
  const range = { first: visible.startIndex, last: visible.endIndex, focused: gridView.active.row };
  const { rowAt, ...rows } = useRows({ ...reviewScopeOf(view), records, isPersonalShown }, range);
  const jump = useIssueNavigation(context, gridView);
  const isLocked = lock !== undefined;
  const cells = { upload: view.upload, columns, rowAt, edits, isLocked };
  const editing = useCellEditing({ ...cells, edited, setEdited, gridView, jump });
  const clipboard = useCellClipboard({ ...cells, records });
  const [currentRecord, setCurrentRecord] = useState<number>();
  const findColumn = context.find.start?.column;
  const { scrollToIndex } = gridView.horizontal;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the panel opens, which takes room from the grid
  useEffect(() => {
    const index = columns.findIndex(({ column }) => column === findColumn);
    if (index >= 0) scrollToIndex(index);
  }, [findColumn]);
  const column = columns[gridView.active.column - LEADING_COLUMN_COUNT];
  const record = records.list.at(gridView.active.row);
  return (
    <>
      <div className="col-span-full border-border border-b">
        <ReviewActions
          context={context}
          column={column}
          record={record}
          row={rowAt(gridView.active.row)}
          jump={jump}
          bar={bar}
        />
        {notice}
        <RowsError rows={rows} />
      </div>
      <section
        aria-label={t('title')}
        aria-busy={isLoading}
        className="row-start-2 flex min-h-0 min-w-0 flex-col lg:col-start-2"
      >
        {records.list.length === 0 ? (
          <div className="min-h-0 flex-1 overflow-auto">{children}</div>
        ) : (
          <ReviewGrid
            context={context}
            gridView={gridView}
            rowAt={rowAt}
            hasFailed={rows.error !== undefined}
            editing={editing}
            clipboard={clipboard}
            onOpen={setCurrentRecord}
          />
        )}
      </section>
      <RecordDrawer
        context={context}
        record={currentRecord}
        onPersonal={bar.onPersonal}
        onClose={() => setCurrentRecord(undefined)}
      />
    </>
  );
}
