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

/** `key` identifies the segment, or the parent segment of a new one. */
export function findDraft(key: string): UnsavedDraft | undefined {
  return drafts.get(key);
}

export function storeDraft(key: string, unsaved: UnsavedDraft | undefined): void {
  if (unsaved) drafts.set(key, unsaved);
  else drafts.delete(key);
}
