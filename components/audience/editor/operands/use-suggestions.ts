'use client';

import { useRef, useState } from 'react';
import type { ValueColumn } from './operand-props.ts';
import { type SuggestedValue, useColumnValues } from './use-column-values.ts';

/** The item that shows values which may identify people. No value contains this character. */
export const SHOW_VALUES = '\0';

const HIDDEN: readonly SuggestedValue[] = [{ value: SHOW_VALUES, share: 0 }];

/** The suggestions of a field, loaded when it is first focused. */
export function useSuggestions(column: ValueColumn | undefined, text: string) {
  const [isNeeded, setNeeded] = useState(false);
  const [isOpen, setOpen] = useState(false);
  /** The column whose personal values are shown. Those of another column stay hidden. */
  const [shownKey, setShownKey] = useState<string>();
  const staysOpen = useRef(false);
  const key = column && `${column.table}.${column.column}`;
  const { data } = useColumnValues(column, isNeeded, key !== undefined && key === shownKey);
  const typed = text.trim().toLowerCase();
  const isHidden = data?.isHidden ?? false;
  const all = data?.values ?? [];
  // A value that is already chosen does not narrow the list.
  const isChosen = all.some(({ value }) => value === text);
  const matching = isChosen ? all : all.filter(({ value }) => value.toLowerCase().includes(typed));
  const values = isHidden ? HIDDEN : matching;
  return {
    values,
    isHidden,
    isOpen: isOpen && values.length > 0,
    setOpen: (open: boolean) => {
      if (!staysOpen.current) setOpen(open);
      staysOpen.current = false;
    },
    load: () => setNeeded(true),
    show: () => {
      setShownKey(key);
      // Choosing the item would close the list.
      staysOpen.current = true;
    },
  };
}
