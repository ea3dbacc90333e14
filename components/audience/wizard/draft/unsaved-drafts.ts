import type { Draft } from './draft.ts';

export interface UnsavedDraft {
  readonly draft: Draft;
  readonly changedAt: number;
}

/**
 * Unsaved drafts, kept in memory while this tab is open: values of filters may be personal, so they are not put into
 * browser storage.
 */
const drafts = new Map<string, UnsavedDraft>();

/** `key` identifies the parent segment, or a new one. */
export function findDraft(key: string): UnsavedDraft | undefined {
  return drafts.get(key);
}

export function storeDraft(key: string, draft: UnsavedDraft): void {
  drafts.set(key, draft);
}

export function deleteDraft(key: string): void {
  drafts.delete(key);
}
