import type { ActivationValues } from './activation-values.ts';

/**
 * Unsaved drafts, kept in memory while this tab is open: built strings may be personal, so they are not put into
 * browser storage.
 */
const drafts = new Map<string, ActivationDraft>();

interface ActivationDraft {
  readonly values: ActivationValues;
  /** The `updatedAt` that the activation had when its values were loaded; 0 for a new one. */
  readonly loadedAt: number;
}

/** `key` identifies the activation, or the start of a new one. */
export function findDraft(key: string): ActivationDraft | undefined {
  return drafts.get(key);
}

export function storeDraft(key: string, draft: ActivationDraft | undefined): void {
  if (draft) drafts.set(key, draft);
  else drafts.delete(key);
}
