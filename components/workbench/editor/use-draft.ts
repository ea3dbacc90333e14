'use client';

import { useEffect, useState } from 'react';
import type { QueryChoice, SavedQuery } from '#lib/core/saved-query.ts';
import { draftOf, rememberDraft } from './draft-memory.ts';

export interface Draft {
  readonly query: QueryChoice;
  readonly isDirty: boolean;
  readonly change: (part: Partial<QueryChoice>) => void;
  /** What is written is what is stored from now on. */
  readonly settle: () => void;
}

export interface DraftStart {
  saved: SavedQuery | null;
  initial: QueryChoice;
  /** Asked for by an address, such as a look at a table: it stands before what was written last. */
  isAsked: boolean;
}

/** A query while it is written. What was not saved is there again when one comes back in this tab. */
export function useDraft({ saved, initial, isAsked }: DraftStart): Draft {
  const id = saved?.id ?? null;
  const [stored, setStored] = useState(initial);
  const [query, setQuery] = useState(() => (isAsked ? undefined : draftOf(id)) ?? initial);
  const isDirty = JSON.stringify(query) !== JSON.stringify(stored) || saved === null;
  const isTouched = JSON.stringify(query) !== JSON.stringify(stored);
  useEffect(() => rememberDraft(id, isTouched ? query : undefined), [id, isTouched, query]);
  useWarnOnLeave(isTouched);
  return {
    query,
    isDirty,
    change: (part) => setQuery((before) => ({ ...before, ...part })),
    settle: () => {
      setStored(query);
      rememberDraft(id, undefined);
    },
  };
}

function useWarnOnLeave(isTouched: boolean): void {
  useEffect(() => {
    if (!isTouched) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isTouched]);
}
