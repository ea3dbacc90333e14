import { unsavedDrafts } from '#components/layout/leaving/unsaved-drafts.ts';
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

/** The key identifies a saved query, or what a new one starts with, such as a table. */
export const { findDraft, storeDraft } = unsavedDrafts<UnsavedQuery>();

/** Equal for queries that would be saved with the same content. */
export function contentOf(query: QueryChoice): string {
  return JSON.stringify(query);
}
