'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { reviewScopeOf } from '#lib/core/review/review-scope.ts';
import { RecordDrawer } from '../cards/record-drawer.tsx';
import { ReviewActions } from '../review-actions.tsx';
import type { ReviewRecordsProps } from '../review-records-props.ts';
import { RowsError } from '../states/rows-error.tsx';
import { useRows } from '../use-rows.ts';
import { type EditedCell, useCellEditing } from './editing/use-cell-editing.ts';
import { LEADING_COLUMNS } from './grid-position.ts';
import { ReviewGrid } from './review-grid.tsx';
import { useGridView } from './use-grid-view.ts';
import { useIssueNavigation } from './use-issue-navigation.ts';

/** The toolbar for the focused cell, and the grid. */
export function ReviewTable({ context, notice, isLoading, children, ...bar }: ReviewRecordsProps) {
  const t = useTranslations('review');
  const { view: review, columns, records, edits, lock, isPersonalShown } = context;
  const [edited, setEdited] = useState<EditedCell>();
  const view = useGridView(records, columns, edited);
  const visible = view.vertical.range ?? { startIndex: 0, endIndex: 0 };
  const range = { first: visible.startIndex, last: visible.endIndex, focused: view.active.row };
  const { rowAt, ...rows } = useRows({ ...reviewScopeOf(review), records, isPersonalShown }, range);
  const jump = useIssueNavigation(context, view);
  const isLocked = lock !== undefined;
  const editing = useCellEditing({
    upload: review.upload,
    edited,
    setEdited,
    view,
    columns,
    rowAt,
    edits,
    isLocked,
    jump,
  });
  const [openRecord, setOpenRecord] = useState<number>();
  const findColumn = context.find.start?.column;
  const { scrollToIndex } = view.horizontal;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the panel opens, which takes room from the grid
  useEffect(() => {
    const index = columns.findIndex(({ column }) => column === findColumn);
    if (index >= 0) scrollToIndex(index);
  }, [findColumn]);
  const column = columns[view.active.column - LEADING_COLUMNS];
  const record = records.list.at(view.active.row);
  return (
    <>
      <div className="col-span-full border-border border-b">
        <ReviewActions
          context={context}
          column={column}
          record={record}
          row={rowAt(view.active.row)}
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
            view={view}
            rowAt={rowAt}
            hasFailed={rows.error !== undefined}
            editing={editing}
            onOpen={setOpenRecord}
          />
        )}
      </section>
      <RecordDrawer
        context={context}
        record={openRecord}
        onPersonal={bar.onPersonal}
        onClose={() => setOpenRecord(undefined)}
      />
    </>
  );
}
