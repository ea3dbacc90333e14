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

/**
 * Unsaved drafts, kept in memory while this tab is open: rules may have personal values, so they are not put into
 * browser storage.
 */
const drafts = new Map<string, UnsavedDraft>();

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

/** `key` identifies the segment, or the parent segment and folder of a new one. */
export function findDraft(key: string): UnsavedDraft | undefined {
  return drafts.get(key);
}

/** Stores a draft that differs from its base; deletes it otherwise. */
export function storeDraft(key: string, edited: UnsavedDraft): void {
  if (contentOf(edited.draft) === contentOf(edited.base.content)) drafts.delete(key);
  else drafts.set(key, edited);
}

export function deleteDraft(key: string): void {
  drafts.delete(key);
}
