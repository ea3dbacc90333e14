'use client';

import { useCallback, useSyncExternalStore } from 'react';
import type { ExportDraft } from '#lib/core/export/export-draft.ts';
import { type DraftState, saveDraft } from './save-draft.ts';

/** What was decided in this tab since its pages were loaded; the console keeps it as well. */
const drafts = new Map<number, Kept>();
const listeners = new Set<() => void>();

interface Kept {
  readonly draft: ExportDraft;
  readonly state: DraftState;
}

export interface KeptDraft {
  readonly draft: ExportDraft;
  /** Null while nothing has been decided in this tab. */
  readonly state: DraftState | null;
  readonly keep: (change: ExportDraft) => void;
}

/** What has been decided for an upload so far. It survives reload, Back and closing: the console keeps it for a week. */
export function useExportDraft({ id, draft: before }: { id: number; draft: ExportDraft }): KeptDraft {
  const kept = useSyncExternalStore(
    subscribe,
    () => drafts.get(id),
    () => undefined,
  );
  const keep = useCallback((change: ExportDraft) => keepExportDraft(id, change, before), [id, before]);
  return { draft: kept?.draft ?? before, state: kept?.state ?? null, keep };
}

export function keepExportDraft(upload: number, change: ExportDraft, before: ExportDraft = {}): void {
  const known = drafts.get(upload)?.draft ?? before;
  const draft = { ...known, ...change };
  if (JSON.stringify(draft) === JSON.stringify(known)) return;
  note(upload, { draft, state: 'saving' });
  void saveDraft(upload, draft, (state) => {
    const now = drafts.get(upload);
    if (now) note(upload, { ...now, state });
  });
}

function note(upload: number, kept: Kept): void {
  drafts.set(upload, kept);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
