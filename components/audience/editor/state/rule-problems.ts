import { type SegmentRule, segmentRule } from '#lib/core/audience/rules/rule.ts';
import { inputError } from '#lib/core/connector/parameters.ts';
import type { IssueParams } from '#lib/core/issue.ts';
import { ruleOfDraft } from './convert-rule.ts';
import type { SegmentRuleDraft } from './rule-draft.ts';

/** Why a part of a rule cannot be used. */
export interface RuleProblem {
  /** The path in the JSON of the rule, such as `conditions.0.conditions.1.operator`. */
  readonly field: string;
  readonly code: string;
  readonly params: IssueParams;
}

export interface CheckedRule {
  /** Undefined while something is missing or invalid. */
  readonly rule: SegmentRule | undefined;
  readonly problems: readonly RuleProblem[];
}

/** Checks a draft by the schema of the command that saves it. */
export function checkDraft(draft: SegmentRuleDraft): CheckedRule {
  const json = ruleOfDraft(draft);
  const parsed = segmentRule.safeParse(json);
  if (parsed.success) return { rule: parsed.data, problems: [] };
  const problems = parsed.error.issues.map((issue) => {
    const { field = '', code, params } = inputError(issue, json);
    return { field, code, params };
  });
  return { rule: undefined, problems };
}
