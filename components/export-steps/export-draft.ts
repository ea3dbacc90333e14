'use client';

import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { reportSessionEnd } from '#components/http/session-end.ts';
import type { ExportDraft } from '#lib/core/export/export-draft.ts';
import {
  type DraftResult,
  type DraftState,
  type DraftVersion,
  failedResult,
  isSaving,
  knownVersion,
  learnVersion,
  saveDraft,
} from './save-draft.ts';

/** Drafts changed in this tab since it was loaded; the server stores them, too. */
const drafts = new Map<number, TabDraft>();
/** Exports that were changed in another tab or by another person since this tab loaded or stored their draft. */
const stale = new Set<number>();
/** The exports that this tab shows, and which of them another tab shows, too. */
const shownHere = new Set<number>();
const shownElsewhere = new Set<number>();
/** Timers that retry drafts that could not be stored. */
const retryTimers = new Map<number, ReturnType<typeof setTimeout>>();
const listeners = new Set<() => void>();
const tabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('export-drafts');

interface TabDraft extends DraftResult {
  readonly draft: ExportDraft;
}

interface StoredDraft {
  readonly id: number;
  readonly draft: ExportDraft;
  /** When the draft was last changed. */
  readonly draftAt: DraftVersion;
}

export interface ExportDraftHandle {
  readonly draft: ExportDraft;
  /** Null if the draft was not changed in this tab. */
  readonly state: DraftState | null;
  /** As in `DraftResult`. */
  readonly refusal: string | undefined;
  readonly changeDraft: (change: ExportDraft) => void;
}

/**
 * The draft of an upload's export. It survives reload, Back and closing the tab: the server keeps it for a week after
 * its last change.
 */
export function useExportDraft({ id, draft: stored, draftAt }: StoredDraft): ExportDraftHandle {
  const tabDraft = useSyncExternalStore(
    subscribe,
    () => drafts.get(id),
    () => undefined,
  );
  useEffect(() => noteLoaded(id, draftAt), [id, draftAt]);
  const changeDraft = useCallback((change: ExportDraft) => changeExportDraft(id, change, stored), [id, stored]);
  return { draft: tabDraft?.draft ?? stored, state: tabDraft?.state ?? null, refusal: tabDraft?.refusal, changeDraft };
}

export function changeExportDraft(upload: number, change: ExportDraft, stored: ExportDraft = {}): void {
  const current = drafts.get(upload)?.draft ?? stored;
  const draft = { ...current, ...change };
  if (JSON.stringify(draft) === JSON.stringify(current)) return;
  store(upload, draft);
}

/**
 * isStale: the export was changed elsewhere, so changes of this tab are not stored. isChangedHere: this tab has changed
 * the draft, too.
 */
export function useStaleDraft(upload: number): { isStale: boolean; isChangedHere: boolean } {
  const isStale = useSyncExternalStore(
    subscribe,
    () => stale.has(upload),
    () => false,
  );
  const isChangedHere = useSyncExternalStore(
    subscribe,
    () => drafts.has(upload),
    () => false,
  );
  return { isStale, isChangedHere };
}

/** Whether another tab shows the export, too; checked once, when it is opened here. */
export function useOpenElsewhere(upload: number): boolean {
  useEffect(() => {
    shownHere.add(upload);
    storeAgain(upload);
    tabs?.postMessage({ upload, kind: 'opened' } satisfies TabMessage);
    return () => {
      shownHere.delete(upload);
      shownElsewhere.delete(upload);
    };
  }, [upload]);
  return useSyncExternalStore(
    subscribe,
    () => shownElsewhere.has(upload),
    () => false,
  );
}

/** Tells other tabs about a change beyond the draft: the file is read differently, or was sent. */
export function announceChange(upload: number): void {
  tabs?.postMessage({ upload, kind: 'changed' } satisfies TabMessage);
}

/** Overwrites the newer stored draft with this tab's draft; later changes elsewhere are still noticed. */
export async function saveOverNewerDraft(upload: number): Promise<void> {
  const tabDraft = drafts.get(upload);
  if (!tabDraft) return;
  const response = await fetch(`/exports/new/${upload}/draft`).catch(() => undefined);
  if (!response?.ok) {
    publish(upload, { draft: tabDraft.draft, ...(response ? await failedResult(response) : { state: 'failed' }) });
    return;
  }
  learnVersion(upload, ((await response.json()) as { updated_at: DraftVersion }).updated_at);
  stale.delete(upload);
  store(upload, tabDraft.draft);
}

/** Stores a draft, unless its export is stale. Until the server has responded, `meanwhile` is the draft's state. */
function store(upload: number, draft: ExportDraft, meanwhile: DraftResult = { state: 'saving' }): void {
  publish(upload, stale.has(upload) ? { draft, state: 'stale' } : { draft, ...meanwhile });
  if (stale.has(upload)) return;
  void saveDraft(upload, draft, (result) => {
    const { state } = result;
    const latest = drafts.get(upload);
    if (state === 'stale') stale.add(upload);
    if (state === 'saved')
      tabs?.postMessage({ upload, kind: 'saved', version: knownVersion(upload) ?? 0 } satisfies TabMessage);
    if (latest) publish(upload, { draft: latest.draft, ...result });
    clearTimeout(retryTimers.get(upload));
    if (isRetried(result))
      retryTimers.set(
        upload,
        setTimeout(() => storeAgain(upload), RETRY_MS),
      );
  });
}

/** How long after a failure a draft is stored again. */
const RETRY_MS = 5000;

/** After `signedOut`, a retry succeeds once the person has signed in again in another tab. */
function isRetried({ state }: DraftResult): boolean {
  return state === 'failed' || state === 'signedOut';
}

/**
 * Retries a draft that would otherwise stay only in this tab until its next change. The page shows the failure until
 * the draft is stored, so that screen readers do not announce each attempt.
 */
function storeAgain(upload: number): void {
  const tabDraft = drafts.get(upload);
  if (!tabDraft || !isRetried(tabDraft) || !shownHere.has(upload)) return;
  const { draft, ...failure } = tabDraft;
  store(upload, draft, failure);
}

/**
 * Adopts the version of a loaded draft if it is newer than the version that this tab knows. If this tab has changed the
 * draft, its own draft becomes stale instead.
 */
function noteLoaded(upload: number, version: DraftVersion): void {
  const before = knownVersion(upload);
  const isNewer = before === undefined || (version ?? 0) > (before ?? 0);
  if (!isNewer || isSaving(upload)) return;
  if (before !== undefined && drafts.has(upload)) markStale(upload);
  else learnVersion(upload, version);
}

function markStale(upload: number): void {
  stale.add(upload);
  const tabDraft = drafts.get(upload);
  if (tabDraft) drafts.set(upload, { ...tabDraft, state: 'stale' });
  notify();
}

/** Messages between tabs about an export. open: the reply to `opened` from a tab that shows the same export. */
type TabMessage =
  | { readonly upload: number; readonly kind: 'saved'; readonly version: number }
  | { readonly upload: number; readonly kind: 'opened' | 'open' | 'changed' };

tabs?.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => {
  const { upload, kind } = data;
  const before = knownVersion(upload);
  if (kind === 'saved' && before !== undefined && data.version > (before ?? 0)) markStale(upload);
  if (kind === 'changed' && shownHere.has(upload)) markStale(upload);
  if (kind === 'opened' && shownHere.has(upload)) tabs.postMessage({ upload, kind: 'open' } satisfies TabMessage);
  if (kind !== 'open' || !shownHere.has(upload)) return;
  shownElsewhere.add(upload);
  notify();
});

function publish(upload: number, tabDraft: TabDraft): void {
  // The end of the session is reported once, not after each retry: the person may want to copy something first.
  if (tabDraft.state === 'signedOut' && drafts.get(upload)?.state !== 'signedOut') reportSessionEnd();
  drafts.set(upload, tabDraft);
  notify();
}

function notify(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
