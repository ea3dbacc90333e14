'use client';

import { useEffect, useState } from 'react';
import { changedPaths, type ProjectDraft } from '#lib/core/workflow/draft/project-draft.ts';
import { findDraft, storeDraft } from './project-drafts.ts';

export interface EditedDraft {
  readonly draft: ProjectDraft;
  /** The paths of files with unsaved changes. */
  readonly dirtyPaths: readonly string[];
  readonly isDirty: boolean;
  readonly change: (next: (draft: ProjectDraft) => ProjectDraft) => void;
  /** Forgets unsaved changes before the page is left. */
  readonly discard: () => void;
  /** Keeps unsaved changes under another key, such as the ID of a new project once it is stored. */
  readonly moveTo: (key: string) => void;
}

/** The files being edited. Unsaved changes are restored when the project is opened again in the same tab. */
export function useProjectDraft(startKey: string, initial: ProjectDraft): EditedDraft {
  const [key, moveTo] = useState(startKey);
  const [draft, setDraft] = useState(() => findDraft(key) ?? initial);
  const dirtyPaths = changedPaths(draft);
  const isDirty = dirtyPaths.length > 0;
  useEffect(
    () => setDraft((latest) => (replaces(initial, latest) ? { ...initial, version: latest.version + 1 } : latest)),
    [initial],
  );
  useEffect(() => {
    storeDraft(startKey, key === startKey && isDirty ? draft : undefined);
    // The page of the other key may have unsaved changes of its own.
    if (key !== startKey && isDirty) storeDraft(key, draft);
  }, [startKey, key, isDirty, draft]);
  return { draft, dirtyPaths, isDirty, change: setDraft, discard: () => storeDraft(key, undefined), moveTo };
}

/** Whether a loaded draft replaces the edited one: its revision is newer, and nothing is unsaved. */
function replaces({ base }: ProjectDraft, latest: ProjectDraft): boolean {
  return changedPaths(latest).length === 0 && (base?.revision ?? 0) > (latest.base?.revision ?? 0);
}
