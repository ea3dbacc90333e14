'use client';

import { useState } from 'react';
import type { NumberList } from '#lib/core/review/number-list.ts';

/** So many records can be left out at once; more are found by a filter. */
export const MOST_SELECTED = 10_000;

export interface Selection {
  readonly records: ReadonlySet<number>;
  /** Selects a record or takes it back; `isRange`: all from the one before to this one. */
  readonly toggle: (place: number, isRange: boolean) => void;
  readonly toggleAll: () => void;
  readonly clear: () => void;
}

interface Ticked {
  readonly key: string;
  readonly records: ReadonlySet<number>;
}

const NONE: ReadonlySet<number> = new Set();

/** The records of a list that are ticked, by number. */
export function useSelection(list: NumberList, key: string): Selection {
  const [ticked, setTicked] = useState<Ticked>({ key, records: new Set() });
  // What another list had ticked is not in sight, and nothing happens to it.
  const records = ticked.key === key ? ticked.records : NONE;
  const setRecords = (changed: ReadonlySet<number>) => setTicked({ key, records: changed });
  const [anchor, setAnchor] = useState(0);
  const toggle = (place: number, isRange: boolean) => {
    const record = list.at(place);
    if (record === undefined) return;
    const changed = new Set(records);
    if (isRange) for (const each of list.slice(Math.min(anchor, place), Math.max(anchor, place) + 1)) changed.add(each);
    else if (!changed.delete(record)) changed.add(record);
    setRecords(changed);
    setAnchor(place);
  };
  const clear = () => setRecords(new Set());
  const toggleAll = () => (records.size === list.length ? clear() : setRecords(new Set(list.slice(0, list.length))));
  return { records, toggle, toggleAll, clear };
}
