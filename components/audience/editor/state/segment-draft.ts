import { ruleOfDraft } from './convert-rule.ts';
import type { RuleDraft } from './rule-draft.ts';

/** A segment while it is edited. */
export interface SegmentDraft {
  readonly name: string;
  readonly description: string;
  /** The id of its folder. */
  readonly folder: number;
  readonly rule: RuleDraft;
}

/** What the editor of a stored segment changes of it: its name and folder are changed elsewhere. */
export function withoutPlace(draft: SegmentDraft): SegmentDraft {
  return { ...draft, name: '', folder: 0 };
}

/** Equal for drafts that would be saved alike. */
export function contentOf({ name, description, folder, rule }: SegmentDraft): string {
  return JSON.stringify([name, description.trim(), folder, ruleOfDraft(rule)]);
}

/**
 * Unsaved drafts, kept in memory while this tab is open: rules may have personal values, so they are not put into
 * browser storage.
 */
const drafts = new Map<string, UnsavedDraft>();

/** A draft, and the stored state that it started from. */
interface UnsavedDraft {
  readonly draft: SegmentDraft;
  readonly base: { readonly content: SegmentDraft; readonly updatedAt: number };
}

/** The key of the draft of a stored segment. */
export function segmentKey(id: number): string {
  return `segment ${id}`;
}

/** `key` identifies the segment, or the parent segment and folder of a new one. */
export function findDraft(key: string): UnsavedDraft | undefined {
  return drafts.get(key);
}

/** Stores a draft that differs from what it started from. */
export function storeDraft(key: string, edited: UnsavedDraft): void {
  if (contentOf(edited.draft) === contentOf(edited.base.content)) drafts.delete(key);
  else drafts.set(key, edited);
}

export function forgetDraft(key: string): void {
  drafts.delete(key);
}
