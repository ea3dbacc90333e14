'use client';

import { useState } from 'react';
import type { OfferedRepair, ReviewRow } from '#lib/core/review/review-view.ts';
import { FixMenu, type LeaveOutScope } from './edits/fix-menu.tsx';
import { LeaveOutDialog } from './edits/leave-out-dialog.tsx';
import { ReplaceDialog } from './edits/replace-dialog.tsx';
import { TimeZoneDialog } from './edits/time-zone-dialog.tsx';
import { ReviewBar, type ReviewBarProps } from './filter/review-bar.tsx';
import type { GridColumn } from './grid/review-columns.ts';
import { exactValue } from './grid/use-cell-editing.ts';
import type { ReviewContext } from './review-context.ts';
import { useReviewKeys } from './use-review-keys.ts';

export interface ReviewActionsProps {
  context: ReviewContext;
  /** The focused cell. */
  column: GridColumn | undefined;
  record: number | undefined;
  row: ReviewRow | undefined;
  jump: ((by: 1 | -1) => Promise<void>) | undefined;
  bar: Omit<ReviewBarProps, 'context' | 'fixMenu'>;
}

/** The toolbar of a review, with its menu and dialogs. */
export function ReviewActions({ context, column, record, row, jump, bar }: ReviewActionsProps) {
  const { view, edits, columns } = context;
  const [valueToReplace, setValueToReplace] = useState<{ column: string; value: string }>();
  const [timeZoneRepair, setTimeZoneRepair] = useState<OfferedRepair>();
  const [recordsToLeaveOut, setRecordsToLeaveOut] = useState<LeaveOutScope>();
  const replace = async () => {
    const chosen = column?.field === undefined ? columns[0] : column;
    if (!chosen) return;
    const value = row ? await exactValue(view.upload, row, chosen).catch(() => '') : '';
    setValueToReplace({ column: chosen.column, value });
  };
  useReviewKeys({
    undo: () => view.canUndo && void edits.run({ kind: 'undo' }),
    redo: () => view.canRedo && void edits.run({ kind: 'redo' }),
    replace: () => void replace(),
    jump: jump && ((by) => void jump(by)),
  });
  return (
    <>
      <ReviewBar
        {...bar}
        context={context}
        fixMenu={
          <FixMenu
            context={context}
            column={column?.column}
            record={record}
            onReplace={() => void replace()}
            onTimeZone={setTimeZoneRepair}
            onLeaveOut={setRecordsToLeaveOut}
          />
        }
      />
      <ReplaceDialog context={context} from={valueToReplace} onClose={() => setValueToReplace(undefined)} />
      <TimeZoneDialog context={context} repair={timeZoneRepair} onClose={() => setTimeZoneRepair(undefined)} />
      {recordsToLeaveOut && (
        <LeaveOutDialog context={context} scope={recordsToLeaveOut} onClose={() => setRecordsToLeaveOut(undefined)} />
      )}
    </>
  );
}
