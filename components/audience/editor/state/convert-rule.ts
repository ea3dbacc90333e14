import type { SegmentRule } from '#lib/core/audience/rules/rule.ts';
import type { RuleSetDraft, SegmentRuleDraft } from './rule-draft.ts';

let keyCount = 0;

/** Identifies a rule set or rule that was added on the page. */
export function newKey(): string {
  keyCount += 1;
  return `new-${keyCount}`;
}

/** A stored rule as a draft. The keys of its parts are the same on the server and in the browser. */
export function draftOfRule({ type, expr, conditions, limit }: SegmentRule): SegmentRuleDraft {
  return {
    type,
    expr,
    limit,
    ruleSets: conditions.map(({ conditions: rules, ...ruleSet }, index) => ({
      key: `set-${index}`,
      type: ruleSet.type,
      expr: ruleSet.expr,
      description: ruleSet.description,
      rules: rules.map((rule, ruleIndex) => ({ key: `set-${index}-${ruleIndex}`, rule })),
    })),
  };
}

/** One rule set with one rule, whose subject is not chosen yet. */
export function emptyDraft(): SegmentRuleDraft {
  const rules: RuleSetDraft['rules'] = [{ key: 'set-0-0', rule: { type: 'New' } }];
  const ruleSet = { key: 'set-0', type: 'And', expr: undefined, description: undefined, rules } as const;
  return { type: 'And', expr: undefined, limit: undefined, ruleSets: [ruleSet] };
}

/** The JSON of a draft, which is a rule once it passes the schema. */
export function ruleOfDraft({ ruleSets, ...root }: SegmentRuleDraft): object {
  return withoutUndefined({
    ...root,
    conditions: ruleSets.map(({ key: _, rules, ...ruleSet }) =>
      withoutUndefined({ ...ruleSet, conditions: rules.map(({ rule }) => withoutUndefined(rule)) }),
    ),
  });
}

function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}
