'use client';

import { useEffect, useState } from 'react';
import { useWarnOnLeave } from '#components/layout/leaving/use-warn-on-leave.ts';
import type { QueryChoice, SavedQuery } from '#lib/core/query/saved-query.ts';
import { findDraft, storeDraft } from './query-drafts.ts';

export interface Draft {
  readonly query: QueryChoice;
  readonly isDirty: boolean;
  readonly change: (part: Partial<QueryChoice>) => void;
  /** Marks the current text as saved. */
  readonly markSaved: () => void;
}

export interface DraftStart {
  saved: SavedQuery | null;
  initial: QueryChoice;
  draftKey: string;
}

/** The query being edited. Unsaved changes are restored when the editor is opened again in the same tab. */
export function useDraft({ saved, initial, draftKey: key }: DraftStart): Draft {
  const [stored, setStored] = useState(initial);
  const [query, setQuery] = useState(() => findDraft(key) ?? initial);
  const isTouched = JSON.stringify(query) !== JSON.stringify(stored);
  // Also after `markSaved`, since more may have been typed while the query was being saved.
  useEffect(() => {
    storeDraft(key, JSON.stringify(query) === JSON.stringify(stored) ? undefined : query);
  }, [key, query, stored]);
  useWarnOnLeave(isTouched);
  return {
    query,
    isDirty: isTouched || saved === null,
    change: (part) => setQuery((before) => ({ ...before, ...part })),
    markSaved: () => {
      setStored(query);
      storeDraft(key, undefined);
    },
  };
}
