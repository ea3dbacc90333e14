import type { ProjectDraft } from '#lib/core/workflow/draft/project-draft.ts';

/**
 * Unsaved files, kept in memory while this tab is open, so that they survive a visit to another page. They are not put
 * into browser storage, because they may contain personal values.
 */
const drafts = new Map<string, ProjectDraft>();

/** The key of a project that is not saved yet. */
export const NEW_PROJECT = 'new';

export function findDraft(key: string): ProjectDraft | undefined {
  return drafts.get(key);
}

export function storeDraft(key: string, draft: ProjectDraft | undefined): void {
  if (draft) drafts.set(key, draft);
  else drafts.delete(key);
}
