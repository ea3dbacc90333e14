import { unsavedDrafts } from '#components/layout/leaving/unsaved-drafts.ts';
import type { Draft } from './draft.ts';

interface UnsavedDraft {
  readonly draft: Draft;
  readonly changedAt: number;
}

/** The key identifies the parent segment, or a new one. */
export const { findDraft, storeDraft } = unsavedDrafts<UnsavedDraft>();
