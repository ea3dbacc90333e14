import type { QueryChoice } from '#lib/core/query/saved-query.ts';

/** A stored query, and the time of its last change; 0 for a new query. */
interface QueryBase {
  readonly content: QueryChoice;
  readonly updatedAt: number;
}

/** A draft, and the stored state that it started from. */
interface UnsavedQuery {
  readonly query: QueryChoice;
  readonly base: QueryBase;
}

/**
 * Unsaved drafts, kept in memory while this tab is open: a query may contain personal values, so it is not put into
 * browser storage.
 */
const drafts = new Map<string, UnsavedQuery>();

/** `key` identifies a saved query, or what a new one starts with, such as a table. */
export function findDraft(key: string): UnsavedQuery | undefined {
  return drafts.get(key);
}

export function storeDraft(key: string, draft: UnsavedQuery | undefined): void {
  if (draft) drafts.set(key, draft);
  else drafts.delete(key);
}

/** Equal for queries that would be saved with the same content. */
export function contentOf(query: QueryChoice): string {
  return JSON.stringify(query);
}
