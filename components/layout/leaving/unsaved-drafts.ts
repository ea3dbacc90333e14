/**
 * The unsaved drafts of an editor by key, kept in memory while this tab is open, so that they survive a visit to
 * another page. They may contain personal values, so they are not put into browser storage.
 */
export function unsavedDrafts<Draft>() {
  const drafts = new Map<string, Draft>();
  return {
    findDraft: (key: string): Draft | undefined => drafts.get(key),
    /** Without a draft, deletes the stored one. */
    storeDraft(key: string, draft: Draft | undefined): void {
      if (draft) drafts.set(key, draft);
      else drafts.delete(key);
    },
  };
}
