import type { ProjectDraft } from '#lib/core/workflow/draft/project-draft.ts';

/**
 * Unsaved files, kept in memory while this tab is open, so that they are there when one comes back. Not in browser storage, since
 * they may contain values.
 */
const drafts = new Map<string, ProjectDraft>();

export function findDraft(key: string): ProjectDraft | undefined {
  return drafts.get(key);
}

export function keepDraft(key: string, draft: ProjectDraft | undefined): void {
  if (draft) drafts.set(key, draft);
  else drafts.delete(key);
}
