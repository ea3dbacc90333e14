'use client';

import { useCallback, useState } from 'react';
import type { NumberList } from '#lib/core/review/number-list.ts';

/** The maximum number of records that can be left out by selection; a filter can match more. */
export const MAX_SELECTED = 10_000;

export interface Selection {
  readonly records: ReadonlySet<number>;
  /** Toggles a record; with `isRange`, selects all from the last toggled one. The function is stable for a list. */
  readonly toggle: (position: number, isRange: boolean) => void;
  readonly toggleAll: () => void;
  readonly clear: () => void;
}

interface SelectedRecords {
  readonly key: string;
  readonly records: ReadonlySet<number>;
  /** The position that was toggled last, where a range starts. */
  readonly anchor: number;
}

const NONE: ReadonlySet<number> = new Set();

/** The selected records of a list. */
export function useSelection(list: NumberList, key: string): Selection {
  const [selected, setSelected] = useState<SelectedRecords>({ key, records: NONE, anchor: 0 });
  // Records selected in another list do not count, because they are not visible.
  const records = selected.key === key ? selected.records : NONE;
  const toggle = useCallback(
    (position: number, isRange: boolean) =>
      setSelected((before) => {
        const { records, anchor } = before.key === key ? before : { records: NONE, anchor: 0 };
        return { key, records: toggled(records, list, { position, isRange, anchor }), anchor: position };
      }),
    [list, key],
  );
  const setAll = (changed: ReadonlySet<number>) => setSelected({ key, records: changed, anchor: 0 });
  const toggleAll = () => setAll(records.size === list.length ? NONE : new Set(list.slice(0, list.length)));
  return { records, toggle, toggleAll, clear: () => setAll(NONE) };
}

interface ToggleOptions {
  readonly position: number;
  readonly isRange: boolean;
  readonly anchor: number;
}

function toggled(records: ReadonlySet<number>, list: NumberList, { position, isRange, anchor }: ToggleOptions) {
  const record = list.at(position);
  if (record === undefined) return records;
  const changed = new Set(records);
  if (isRange)
    for (const other of list.slice(Math.min(anchor, position), Math.max(anchor, position) + 1)) changed.add(other);
  else if (!changed.delete(record)) changed.add(record);
  return changed;
}
