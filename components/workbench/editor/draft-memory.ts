import type { QueryChoice } from '#lib/core/query/saved-query.ts';

/** What was written and not saved, while this tab is open: a query may hold values, and goes to no storage. */
const drafts = new Map<string, QueryChoice>();

/** `key` names the saved query, or what a new one began with. */
export function draftOf(key: string): QueryChoice | undefined {
  return drafts.get(key);
}

export function rememberDraft(key: string, draft: QueryChoice | undefined): void {
  if (draft) drafts.set(key, draft);
  else drafts.delete(key);
}
