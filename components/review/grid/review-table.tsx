'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { reviewScopeOf } from '#lib/core/review/reviewed.ts';
import { RecordDrawer } from '../cards/record-drawer.tsx';
import { ReviewActions } from '../review-actions.tsx';
import type { ReviewRecordsProps } from '../review-records-props.ts';
import { RowsRefusal } from '../states/rows-refusal.tsx';
import { useRows } from '../use-rows.ts';
import { OWN_COLUMNS } from './grid-place.ts';
import { ReviewGrid } from './review-grid.tsx';
import { useCellEditing } from './use-cell-editing.ts';
import { useFaultJump } from './use-fault-jump.ts';
import { useGridView } from './use-grid-view.ts';

/** The toolbar for the focused cell, and the grid. */
export function ReviewTable({ desk, notice, isLoading, children, ...bar }: ReviewRecordsProps) {
  const t = useTranslations('review');
  const { view: review, columns, records, edits, personal } = desk;
  const view = useGridView(records, columns);
  const drawn = view.vertical.range ?? { startIndex: 0, endIndex: 0 };
  const wanted = { first: drawn.startIndex, last: drawn.endIndex, also: view.active.row };
  const { rowAt, ...rows } = useRows({ ...reviewScopeOf(review), records, personal }, wanted);
  const editing = useCellEditing({ upload: review.upload, view, columns, rowAt, edits });
  const [open, setOpen] = useState<number>();
  const jump = useFaultJump(desk, view);
  const column = columns[view.active.column - OWN_COLUMNS];
  const record = records.list.at(view.active.row);
  return (
    <>
      <div className="col-span-full border-border border-b">
        <ReviewActions desk={desk} column={column} record={record} row={rowAt(view.active.row)} jump={jump} bar={bar} />
        {notice}
        <RowsRefusal rows={rows} />
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
            desk={desk}
            view={view}
            rowAt={rowAt}
            isRefused={rows.refusal !== undefined}
            editing={editing}
            onOpen={setOpen}
          />
        )}
      </section>
      <RecordDrawer desk={desk} record={open} onPersonal={bar.onPersonal} onClose={() => setOpen(undefined)} />
    </>
  );
}
