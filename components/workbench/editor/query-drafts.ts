import type { QueryChoice } from '#lib/core/query/saved-query.ts';

/**
 * Unsaved drafts, kept in memory while this tab is open: a query may contain personal values, so it is not put into
 * browser storage.
 */
const drafts = new Map<string, QueryChoice>();

/** `key` identifies the saved query, or the start of a new one. */
export function findDraft(key: string): QueryChoice | undefined {
  return drafts.get(key);
}

export function storeDraft(key: string, draft: QueryChoice | undefined): void {
  if (draft) drafts.set(key, draft);
  else drafts.delete(key);
}
