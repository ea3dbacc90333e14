'use client';

import { useRef, useState } from 'react';
import type { OfferedRepair, ReviewRow } from '#lib/core/review/review-view.ts';
import { FixMenu, type LeaveOutScope } from './edits/fix-menu.tsx';
import { LeaveOutDialog } from './edits/leave-out-dialog.tsx';
import { TimeZoneDialog } from './edits/time-zone-dialog.tsx';
import { ReviewBar, type ReviewBarProps } from './filter/review-bar.tsx';
import { FindButton } from './find/find-button.tsx';
import { exactValue } from './grid/editing/use-cell-editing.ts';
import type { GridColumn } from './grid/review-columns.ts';
import { RepairButton } from './repairing/repair-button.tsx';
import { RepairDialog } from './repairing/repair-dialog.tsx';
import type { ReviewContext } from './review-context.ts';
import { useReviewKeys } from './use-review-keys.ts';

export interface ReviewActionsProps {
  context: ReviewContext;
  /** The column of the focused cell. `record` and `row` are the record of that cell or, on phones, the open record. */
  column: GridColumn | undefined;
  record: number | undefined;
  row: ReviewRow | undefined;
  jump: ((by: 1 | -1) => Promise<void>) | undefined;
  bar: Omit<ReviewBarProps, 'context' | 'fixMenu'>;
}

/** The toolbar of a review, with its menu and dialogs. */
export function ReviewActions({ context, column, record, row, jump, bar }: ReviewActionsProps) {
  const { view, edits, columns, find, lock } = context;
  const [isRepairing, setRepairing] = useState(false);
  const [timeZoneRepair, setTimeZoneRepair] = useState<OfferedRepair>();
  const [leaveOutScope, setLeaveOutScope] = useState<LeaveOutScope>();
  const openings = useRef(0);
  const openFind = async () => {
    const target = column?.field === undefined ? columns.find(({ field }) => field !== undefined) : column;
    if (!target) return;
    openings.current += 1;
    const ownOpening = openings.current;
    const value = row?.isReadable ? await exactValue(view.upload, row, target).catch(() => '') : '';
    // If the panel was opened again meanwhile, it keeps what is typed into it.
    if (ownOpening === openings.current) find.open({ column: target.column, value });
  };
  useReviewKeys({
    undo: () => view.canUndo && !lock && void edits.run({ kind: 'undo' }),
    redo: () => view.canRedo && !lock && void edits.run({ kind: 'redo' }),
    find: () => lock !== 'role' && void openFind(),
    jump: jump && ((by) => void jump(by)),
  });
  return (
    <>
      <ReviewBar
        {...bar}
        context={context}
        fixMenu={
          <>
            <RepairButton context={context} onOpen={() => setRepairing(true)} />
            <FixMenu
              context={context}
              column={column?.column}
              record={record}
              onTimeZone={setTimeZoneRepair}
              onLeaveOut={setLeaveOutScope}
            />
            <FindButton isOpen={find.start !== undefined} onOpen={() => void openFind()} />
          </>
        }
      />
      {isRepairing && <RepairDialog context={context} onClose={() => setRepairing(false)} />}
      <TimeZoneDialog context={context} repair={timeZoneRepair} onClose={() => setTimeZoneRepair(undefined)} />
      {leaveOutScope && (
        <LeaveOutDialog context={context} scope={leaveOutScope} onClose={() => setLeaveOutScope(undefined)} />
      )}
    </>
  );
}
