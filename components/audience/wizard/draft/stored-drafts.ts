import type { Draft } from './draft.ts';

/**
 * Unsaved drafts, kept in memory while this tab is open: values of filters may be personal, so they are not put into browser
 * storage.
 */
const drafts = new Map<string, Draft>();

/** `key` identifies the parent segment, or a new one. */
export function findDraft(key: string): Draft | undefined {
  return drafts.get(key);
}

export function storeDraft(key: string, draft: Draft | undefined): void {
  if (draft) drafts.set(key, draft);
  else drafts.delete(key);
}
