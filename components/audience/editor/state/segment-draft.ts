import { unsavedDrafts } from '#components/layout/leaving/unsaved-drafts.ts';
import { ruleOfDraft } from './convert-rule.ts';
import type { SegmentRuleDraft } from './rule-draft.ts';

/** A segment while it is edited. */
export interface SegmentDraft {
  /** For a stored segment: its new name; empty if the name stays. */
  readonly name: string;
  readonly description: string;
  /** The ID of the folder. For a stored segment: the ID of the new folder; 0 if the segment stays in its folder. */
  readonly folder: number;
  readonly rule: SegmentRuleDraft;
}

/** The draft of a stored segment, without changes to its name and folder. */
export function withStoredNameAndFolder(draft: SegmentDraft): SegmentDraft {
  return { ...draft, name: '', folder: 0 };
}

/** Whether a draft of a stored segment renames or moves it. */
export function renamesOrMoves({ name, folder }: SegmentDraft): boolean {
  return name !== '' || folder !== 0;
}

/** The content as a text, equal for drafts that would be saved alike. */
export function contentOf({ name, description, folder, rule }: SegmentDraft): string {
  return JSON.stringify([name, description.trim(), folder, ruleOfDraft(rule)]);
}

/** A draft, and the stored state that it started from. */
export interface UnsavedDraft {
  readonly draft: SegmentDraft;
  readonly base: { readonly content: SegmentDraft; readonly updatedAt: number };
}

/**
 * The draft of a segment that was created from `base.content` while its form could still be changed: what was typed in
 * the meantime is a change to the segment. An emptied name is no change, because a segment must have a name.
 */
export function asCreated(typed: SegmentDraft, base: UnsavedDraft['base']): UnsavedDraft {
  const submitted = base.content;
  const name = typed.name.trim();
  const changes = {
    name: name === submitted.name.trim() ? '' : name,
    folder: typed.folder === submitted.folder ? 0 : typed.folder,
  };
  return { draft: { ...typed, ...changes }, base: { ...base, content: withStoredNameAndFolder(submitted) } };
}

/** The key of the draft of a stored segment. */
export function segmentKey(id: number): string {
  return `segment ${id}`;
}

/** The key identifies the segment, or the parent segment and folder of a new one. */
const drafts = unsavedDrafts<UnsavedDraft>();

export const { findDraft } = drafts;

/** Stores a draft that differs from its base; deletes it otherwise. */
export function storeDraft(key: string, edited: UnsavedDraft): void {
  const isChanged = contentOf(edited.draft) !== contentOf(edited.base.content);
  drafts.storeDraft(key, isChanged ? edited : undefined);
}

export function deleteDraft(key: string): void {
  drafts.storeDraft(key, undefined);
}
