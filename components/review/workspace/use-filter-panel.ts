'use client';

import { useState } from 'react';
import type { FindState } from '../find/use-find.ts';
import type { ReviewPreferences } from '../review-preferences.ts';
import type { Prefer } from './use-review-preferences.ts';

/** Whether the filters are open. Find and replace takes their room, unless they are opened beside it. */
export function useFilterPanel(find: FindState, { filters }: ReviewPreferences, prefer: Prefer) {
  const [isOpenBesideFind, setOpenBesideFind] = useState(false);
  return find.start
    ? { isOpen: isOpenBesideFind, onFold: setOpenBesideFind }
    : { isOpen: filters === 'open', onFold: (isOpen: boolean) => prefer('filters', isOpen ? 'open' : 'folded') };
}
