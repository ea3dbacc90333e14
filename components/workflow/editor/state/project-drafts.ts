import { unsavedDrafts } from '#components/layout/leaving/unsaved-drafts.ts';
import type { ProjectDraft } from '#lib/core/workflow/draft/project-draft.ts';

/** The key of a project that is not saved yet. */
export const NEW_PROJECT = 'new';

export const { findDraft, storeDraft } = unsavedDrafts<ProjectDraft>();
