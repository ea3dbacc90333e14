'use client';

import { useState } from 'react';
import type { ValueColumn } from './operand-props.ts';
import { type SuggestedValue, useColumnValues } from './use-column-values.ts';

/** The entry that shows values which may identify people. No value has this character. */
export const SHOW_VALUES = '\0';

const HIDDEN: readonly SuggestedValue[] = [{ value: SHOW_VALUES, share: 0 }];

/** The suggestions of a field, which are loaded when it is used. */
export function useSuggestions(column: ValueColumn | undefined, text: string) {
  const [isUsed, setUsed] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const [showsPersonal, setShowsPersonal] = useState(false);
  const { data } = useColumnValues(column, isUsed, showsPersonal);
  const typed = text.trim().toLowerCase();
  const isHidden = data?.isHidden ?? false;
  const found = (data?.values ?? []).filter(({ value }) => value.toLowerCase().includes(typed));
  const values = isHidden ? HIDDEN : found;
  return {
    values,
    isHidden,
    isOpen: isOpen && values.length > 0,
    setOpen,
    use: () => setUsed(true),
    show: () => {
      setShowsPersonal(true);
      setOpen(true);
    },
  };
}
