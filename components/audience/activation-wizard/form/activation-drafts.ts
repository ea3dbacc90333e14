import { unsavedDrafts } from '#components/layout/leaving/unsaved-drafts.ts';
import type { ActivationValues } from './activation-values.ts';

interface ActivationDraft {
  readonly values: ActivationValues;
  /** The `updatedAt` that the activation had when its values were loaded; 0 for a new one. */
  readonly loadedAt: number;
}

/** The key identifies the activation, or the start of a new one. */
export const { findDraft, storeDraft } = unsavedDrafts<ActivationDraft>();
