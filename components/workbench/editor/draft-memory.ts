import type { QueryChoice } from '#lib/core/saved-query.ts';

/** What was written and not saved, while this tab is open: a query may hold values, and goes to no storage. */
const drafts = new Map<number | null, QueryChoice>();

/** Null stands for the new query. */
export function draftOf(query: number | null): QueryChoice | undefined {
  return drafts.get(query);
}

export function rememberDraft(query: number | null, draft: QueryChoice | undefined): void {
  if (draft) drafts.set(query, draft);
  else drafts.delete(query);
}
