'use client';

import { useCallback, useState } from 'react';
import type { NumberList } from '#lib/core/review/number-list.ts';

/** So many records can be left out at once; more are found by a filter. */
export const MOST_SELECTED = 10_000;

export interface Selection {
  readonly records: ReadonlySet<number>;
  /** Selects a record or takes it back; `isRange`: all from the one before to this one. Stays the same function for a list. */
  readonly toggle: (place: number, isRange: boolean) => void;
  readonly toggleAll: () => void;
  readonly clear: () => void;
}

interface Ticked {
  readonly key: string;
  readonly records: ReadonlySet<number>;
  /** The place that was ticked last: a range begins there. */
  readonly anchor: number;
}

const NONE: ReadonlySet<number> = new Set();

/** The records of a list that are ticked, by number. */
export function useSelection(list: NumberList, key: string): Selection {
  const [ticked, setTicked] = useState<Ticked>({ key, records: NONE, anchor: 0 });
  // What another list had ticked is not in sight, and nothing happens to it.
  const records = ticked.key === key ? ticked.records : NONE;
  const toggle = useCallback(
    (place: number, isRange: boolean) =>
      setTicked((before) => {
        const { records, anchor } = before.key === key ? before : { records: NONE, anchor: 0 };
        return { key, records: toggled(records, list, { place, isRange, anchor }), anchor: place };
      }),
    [list, key],
  );
  const setAll = (changed: ReadonlySet<number>) => setTicked({ key, records: changed, anchor: 0 });
  const toggleAll = () => setAll(records.size === list.length ? NONE : new Set(list.slice(0, list.length)));
  return { records, toggle, toggleAll, clear: () => setAll(NONE) };
}

interface Toggling {
  readonly place: number;
  readonly isRange: boolean;
  readonly anchor: number;
}

function toggled(records: ReadonlySet<number>, list: NumberList, { place, isRange, anchor }: Toggling) {
  const record = list.at(place);
  if (record === undefined) return records;
  const changed = new Set(records);
  if (isRange) for (const each of list.slice(Math.min(anchor, place), Math.max(anchor, place) + 1)) changed.add(each);
  else if (!changed.delete(record)) changed.add(record);
  return changed;
}
