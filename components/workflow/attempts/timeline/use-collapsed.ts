'use client';

import { useState } from 'react';
import type { TimelineRow } from '#lib/core/workflow/view/attempt-timeline.ts';

/** Which groups are collapsed. A newly chosen task opens the groups around it. */
export function useCollapsed(rows: readonly TimelineRow[], chosenTask: number | undefined) {
  const [collapsed, setCollapsed] = useState<ReadonlySet<number>>(new Set());
  const [revealed, setRevealed] = useState(chosenTask);
  if (revealed !== chosenTask) {
    setRevealed(chosenTask);
    const parents = new Set(parentsOf(rows, chosenTask));
    if ([...collapsed].some((id) => parents.has(id)))
      setCollapsed(new Set([...collapsed].filter((id) => !parents.has(id))));
  }
  const toggle = (id: number, isOpen: boolean) => {
    const next = new Set(collapsed);
    if (isOpen) next.delete(id);
    else next.add(id);
    setCollapsed(next);
  };
  return { collapsed, toggle };
}

function parentsOf(rows: readonly TimelineRow[], id: number | undefined): readonly number[] {
  const parent = rows.find(({ task }) => task.id === id)?.task.parent ?? undefined;
  return parent === undefined ? [] : [parent, ...parentsOf(rows, parent)];
}
