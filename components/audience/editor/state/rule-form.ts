'use client';

import { createContext, use } from 'react';
import type { RuleChoices } from './rule-choices.ts';
import type { SegmentRuleDraft } from './rule-draft.ts';

/** The rule that a page edits. */
export interface RuleForm {
  readonly choices: RuleChoices;
  readonly draft: SegmentRuleDraft;
  readonly change: (draft: SegmentRuleDraft) => void;
  /** The first shown problem at a path of the rule's JSON, or below it. */
  readonly problemAt: (path: string) => ShownProblem | undefined;
  /** Focuses the first control of a part once it is shown. The part is named by its `data-part`. */
  readonly focusOn: (part: string) => void;
}

export interface ShownProblem {
  /** A path of the rule's JSON, or a member of the segment such as `name`. */
  readonly field: string;
  readonly text: string;
}

export const RuleFormContext = createContext<RuleForm | null>(null);

export function useRuleForm(): RuleForm {
  const form = use(RuleFormContext);
  if (!form) throw new Error('outside a rule editor');
  return form;
}
