'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback } from 'react';
import { numberOf } from '#lib/core/network/query-string.ts';
import { isFailedTask, type TimelineRow } from '#lib/core/workflow/view/attempt-timeline.ts';

/** The chosen task is part of the URL, so that it can be shared; choosing one loads no page. */
export function useChosenTask(
  rows: readonly TimelineRow[],
): readonly [chosen: number | undefined, choose: (task: number) => void] {
  const params = useSearchParams();
  const requested = numberOf(params.get('task') ?? undefined);
  const chosen = rows.some(({ task }) => task.id === requested) ? requested : defaultOf(rows)?.task.id;
  const choose = useCallback((task: number) => window.history.replaceState(null, '', `?task=${task}`), []);
  return [chosen, choose];
}

/**
 * The row chosen by default: a failed task, else one that runs or will be retried, else the first; if none, a group.
 */
function defaultOf(rows: readonly TimelineRow[]): TimelineRow | undefined {
  const isLeaf = ({ task, children }: TimelineRow) => !task.isGroup && children === 0;
  return (
    rows.find(isFailedTask) ??
    rows.find((row) => isLeaf(row) && (row.status === 'running' || row.status === 'retrying')) ??
    rows.find(isLeaf) ??
    rows[0]
  );
}
