'use client';

import { useState } from 'react';
import type { TimelineRow } from '#lib/core/workflow/view/attempt-timeline.ts';

/** Which groups are collapsed. A newly chosen task opens the groups around it. */
export function useCollapsed(rows: readonly TimelineRow[], chosenTask: number | undefined) {
  const [collapsed, setCollapsed] = useState<ReadonlySet<number>>(new Set());
  const [lastChosen, setLastChosen] = useState(chosenTask);
  if (lastChosen !== chosenTask) {
    setLastChosen(chosenTask);
    const ancestors = new Set(ancestorsOf(rows, chosenTask));
    if ([...collapsed].some((id) => ancestors.has(id)))
      setCollapsed(new Set([...collapsed].filter((id) => !ancestors.has(id))));
  }
  const setOpen = (id: number, isOpen: boolean) => {
    const next = new Set(collapsed);
    if (isOpen) next.delete(id);
    else next.add(id);
    setCollapsed(next);
  };
  return { collapsed, setOpen };
}

function ancestorsOf(rows: readonly TimelineRow[], id: number | undefined): readonly number[] {
  const parent = rows.find(({ task }) => task.id === id)?.task.parent ?? undefined;
  return parent === undefined ? [] : [parent, ...ancestorsOf(rows, parent)];
}
