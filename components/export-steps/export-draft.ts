'use client';

import { useCallback, useSyncExternalStore } from 'react';
import type { ExportDraft } from '#lib/core/export/export-draft.ts';
import { type DraftState, saveDraft } from './save-draft.ts';

/** Drafts changed in this tab since it was loaded; the server stores them, too. */
const drafts = new Map<number, DraftEntry>();
const listeners = new Set<() => void>();

interface DraftEntry {
  readonly draft: ExportDraft;
  readonly state: DraftState;
}

export interface ExportDraftHandle {
  readonly draft: ExportDraft;
  /** Null if the draft was not changed in this tab. */
  readonly state: DraftState | null;
  readonly update: (change: ExportDraft) => void;
}

/** The draft of an upload's export. It survives reload, Back and closing the tab: the server keeps it for a week. */
export function useExportDraft({ id, draft: stored }: { id: number; draft: ExportDraft }): ExportDraftHandle {
  const entry = useSyncExternalStore(
    subscribe,
    () => drafts.get(id),
    () => undefined,
  );
  const update = useCallback((change: ExportDraft) => updateExportDraft(id, change, stored), [id, stored]);
  return { draft: entry?.draft ?? stored, state: entry?.state ?? null, update: update };
}

export function updateExportDraft(upload: number, change: ExportDraft, stored: ExportDraft = {}): void {
  const current = drafts.get(upload)?.draft ?? stored;
  const draft = { ...current, ...change };
  if (JSON.stringify(draft) === JSON.stringify(current)) return;
  publish(upload, { draft, state: 'saving' });
  void saveDraft(upload, draft, (state) => {
    const latest = drafts.get(upload);
    if (latest) publish(upload, { ...latest, state });
  });
}

function publish(upload: number, entry: DraftEntry): void {
  drafts.set(upload, entry);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
