'use client';

import { useEffect, useState } from 'react';
import { useWarnOnLeave } from '#components/layout/leaving/use-warn-on-leave.ts';
import type { QueryChoice, SavedQuery } from '#lib/core/query/saved-query.ts';
import { contentOf, findDraft, storeDraft } from './query-drafts.ts';

export interface Draft {
  readonly query: QueryChoice;
  readonly isDirty: boolean;
  /** The time of the newest stored change that the edited query is based on. */
  readonly loadedAt: number;
  /** Whether the stored query has been changed elsewhere since, such as by another person. */
  readonly isStale: boolean;
  readonly change: (part: Partial<QueryChoice>) => void;
  /** Replaces the edited query with the stored one. */
  readonly load: () => void;
  /** Marks the edited query as saved. */
  readonly markSaved: (saved: Pick<SavedQuery, 'id' | 'updatedAt'>) => void;
}

export interface DraftStart {
  saved: SavedQuery | null;
  initial: QueryChoice;
  draftKey: string;
}

/** The query being edited. Unsaved changes are restored when the editor is opened again in the same tab. */
export function useDraft({ saved, initial, draftKey }: DraftStart): Draft {
  const stored = { content: initial, updatedAt: saved?.updatedAt ?? 0 };
  // Saving gives a new query its own key, even before its page opens.
  const [key, setKey] = useState(draftKey);
  const [base, setBase] = useState(() => findDraft(key)?.base ?? stored);
  const [query, setQuery] = useState(() => findDraft(key)?.query ?? initial);
  const isEdited = contentOf(query) !== contentOf(base.content);
  // For a moment after saving, the page still has the older version.
  const isStoredNewer = stored.updatedAt > base.updatedAt;
  // If only the time of the stored query is newer, the edited query is based on it, and is not stale.
  const hasSameContent = isStoredNewer && contentOf(initial) === contentOf(base.content);
  const load = () => {
    setBase(stored);
    setQuery(initial);
  };
  if (hasSameContent) setBase({ ...base, updatedAt: stored.updatedAt });
  else if (isStoredNewer && !isEdited) load();
  // Runs after `markSaved` as well, since more may have been typed while the query was being saved.
  useEffect(() => {
    if (key !== draftKey) storeDraft(draftKey, undefined);
    storeDraft(key, isEdited ? { query, base } : undefined);
  }, [draftKey, key, isEdited, query, base]);
  useWarnOnLeave(isEdited);
  return {
    query,
    isDirty: isEdited || saved === null,
    loadedAt: base.updatedAt,
    isStale: isStoredNewer && !hasSameContent && isEdited,
    change: (part) => setQuery((before) => ({ ...before, ...part })),
    load,
    markSaved: ({ id, updatedAt }) => {
      const savedBase = { content: query, updatedAt };
      // The editor may be closed by now; then only the stored draft has what was typed during the save.
      const latest = findDraft(key)?.query ?? query;
      storeDraft(key, undefined);
      storeDraft(String(id), contentOf(latest) === contentOf(query) ? undefined : { query: latest, base: savedBase });
      setBase(savedBase);
      setKey(String(id));
    },
  };
}
