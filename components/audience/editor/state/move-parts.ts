import type { NamedBy } from '#lib/core/audience/rules/expression.ts';
import { newKey } from './convert-rule.ts';
import { withOrder } from './expression-edits.ts';
import type { RuleItem, RuleSetDraft, SegmentRuleDraft } from './rule-draft.ts';

/** Adding, removing and moving rule sets and rules; the expressions that name them are updated. */

interface Keyed {
  readonly key: string;
}

/** For each part, its former index; undefined for a new one. */
function formerIndexes(before: readonly Keyed[], after: readonly Keyed[]): readonly (number | undefined)[] {
  return after.map(({ key }) => {
    const index = before.findIndex((part) => part.key === key);
    return index === -1 ? undefined : index;
  });
}

export function withRuleSets(draft: SegmentRuleDraft, ruleSets: readonly RuleSetDraft[]): SegmentRuleDraft {
  return { ...withUpdatedExpression(draft, 'digit', draft.ruleSets, ruleSets), ruleSets };
}

export function withRules(ruleSet: RuleSetDraft, rules: readonly RuleItem[]): RuleSetDraft {
  return { ...withUpdatedExpression(ruleSet, 'letter', ruleSet.rules, rules), rules };
}

function withUpdatedExpression<Part extends SegmentRuleDraft | RuleSetDraft>(
  part: Part,
  namedBy: NamedBy,
  before: readonly Keyed[],
  after: readonly Keyed[],
): Part {
  return withOrder(part, namedBy, before.length, formerIndexes(before, after));
}

export function replaced<Item extends Keyed>(items: readonly Item[], item: Item): readonly Item[] {
  return items.map((other) => (other.key === item.key ? item : other));
}

export function without<Item extends Keyed>(items: readonly Item[], { key }: Item): readonly Item[] {
  return items.filter((other) => other.key !== key);
}

/** The items with one moved by one position; the first cannot move up, and the last cannot move down. */
export function shifted<Item extends Keyed>(items: readonly Item[], item: Item, by: -1 | 1): readonly Item[] {
  const from = items.indexOf(item);
  const to = from + by;
  if (from === -1 || to < 0 || to >= items.length) return items;
  return items.toSpliced(from, 1).toSpliced(to, 0, item);
}

/** The items with the copy after the item that was copied. */
export function duplicated<Item extends Keyed>(items: readonly Item[], item: Item, copy: Item): readonly Item[] {
  return items.toSpliced(items.indexOf(item) + 1, 0, copy);
}

export function copyOfRule({ rule }: RuleItem): RuleItem {
  return { key: newKey(), rule };
}

export function copyOfRuleSet(ruleSet: RuleSetDraft): RuleSetDraft {
  return { ...ruleSet, key: newKey(), rules: ruleSet.rules.map(copyOfRule) };
}

export function newRule(): RuleItem {
  return { key: newKey(), rule: { type: 'New' } };
}

export function newRuleSet(): RuleSetDraft {
  return { key: newKey(), type: 'And', expr: undefined, description: undefined, rules: [newRule()] };
}
