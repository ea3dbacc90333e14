'use client';

import { useEffect, useState } from 'react';
import { changedPaths, type ProjectDraft } from '#lib/core/workflow/draft/project-draft.ts';
import { findDraft, storeDraft } from './project-drafts.ts';

export interface EditedDraft {
  readonly draft: ProjectDraft;
  readonly changed: readonly string[];
  readonly isDirty: boolean;
  readonly change: (next: (draft: ProjectDraft) => ProjectDraft) => void;
  /** Forgets unsaved changes before the page is left. */
  readonly discard: () => void;
  /** Keeps unsaved changes under another key, such as that of a new project once it is stored. */
  readonly moveTo: (key: string) => void;
}

/** The files being edited. Unsaved changes are restored when the project is opened again in the same tab. */
export function useProjectDraft(startKey: string, initial: ProjectDraft): EditedDraft {
  const [key, moveTo] = useState(startKey);
  const [draft, setDraft] = useState(() => findDraft(key) ?? initial);
  const changed = changedPaths(draft);
  const isDirty = changed.length > 0;
  useEffect(
    () => setDraft((now) => (isNewer(initial, now) ? { ...initial, version: now.version + 1 } : now)),
    [initial],
  );
  useEffect(() => {
    storeDraft(startKey, key === startKey && isDirty ? draft : undefined);
    // The page of the other key may have unsaved changes of its own.
    if (key !== startKey && isDirty) storeDraft(key, draft);
  }, [startKey, key, isDirty, draft]);
  return { draft, changed, isDirty, change: setDraft, discard: () => storeDraft(key, undefined), moveTo };
}

/** Where nothing is unsaved, a newer revision takes the place of an older one. */
function isNewer({ base }: ProjectDraft, now: ProjectDraft): boolean {
  return changedPaths(now).length === 0 && (base?.revision ?? 0) > (now.base?.revision ?? 0);
}
