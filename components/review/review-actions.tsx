'use client';

import { useState } from 'react';
import type { OfferedRepair, ReviewRow } from '#lib/core/review/review-view.ts';
import type { Desk } from './desk.ts';
import { FixMenu, type LeftOut } from './edits/fix-menu.tsx';
import { LeaveOutDialog } from './edits/leave-out-dialog.tsx';
import { ReplaceDialog } from './edits/replace-dialog.tsx';
import { TimeZoneDialog } from './edits/time-zone-dialog.tsx';
import { ReviewBar, type ReviewBarProps } from './filter/review-bar.tsx';
import type { GridColumn } from './grid/review-columns.ts';
import { exactValue } from './grid/use-cell-editing.ts';
import { useReviewKeys } from './use-review-keys.ts';

export interface ReviewActionsProps {
  desk: Desk;
  /** What has the focus. */
  column: GridColumn | undefined;
  record: number | undefined;
  row: ReviewRow | undefined;
  jump: ((by: 1 | -1) => Promise<void>) | undefined;
  bar: Omit<ReviewBarProps, 'desk' | 'fixMenu'>;
}

/** The bar, its menu, and the questions that it asks. */
export function ReviewActions({ desk, column, record, row, jump, bar }: ReviewActionsProps) {
  const { view, edits, columns } = desk;
  const [replacing, setReplacing] = useState<{ column: string; value: string }>();
  const [zoning, setZoning] = useState<OfferedRepair>();
  const [leavingOut, setLeavingOut] = useState<LeftOut>();
  const replace = async () => {
    const chosen = column?.field === undefined ? columns[0] : column;
    if (!chosen) return;
    const value = row ? await exactValue(view.upload, row, chosen).catch(() => '') : '';
    setReplacing({ column: chosen.column, value });
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
        desk={desk}
        fixMenu={
          <FixMenu
            desk={desk}
            column={column?.column}
            record={record}
            onReplace={() => void replace()}
            onTimeZone={setZoning}
            onLeaveOut={setLeavingOut}
          />
        }
      />
      <ReplaceDialog desk={desk} from={replacing} onClose={() => setReplacing(undefined)} />
      <TimeZoneDialog desk={desk} repair={zoning} onClose={() => setZoning(undefined)} />
      {leavingOut && <LeaveOutDialog desk={desk} what={leavingOut} onClose={() => setLeavingOut(undefined)} />}
    </>
  );
}
