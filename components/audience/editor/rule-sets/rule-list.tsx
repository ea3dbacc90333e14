'use client';

import { useTranslations } from 'next-intl';
import { CONDITION_NAMES } from '#lib/core/audience/rules/expression.ts';
import { RuleLine } from '../rules/rule-line.tsx';
import { copyOfRule, duplicated, replaced, shifted, without, withRules } from '../state/move-parts.ts';
import type { RuleItem, RuleSetDraft } from '../state/rule-draft.ts';
import { useRuleForm } from '../state/rule-form.ts';

export interface RuleListProps {
  ruleSet: RuleSetDraft;
  number: number;
  path: string;
  onChange: (ruleSet: RuleSetDraft) => void;
}

/** The rules of a rule set, with what joins them. */
export function RuleList({ ruleSet, number, path, onChange }: RuleListProps) {
  const t = useTranslations('segment-editor');
  const { focusOn } = useRuleForm();
  const { rules, type } = ruleSet;
  const markOf = (index: number) => {
    if (type === 'Composite') return CONDITION_NAMES.letter.charAt(index);
    return index === 0 ? '' : t(`match.joins.${type}`);
  };
  const change = (next: readonly RuleItem[]) => onChange(withRules(ruleSet, next));
  const remove = (item: RuleItem, index: number) => {
    const next = rules[index + 1] ?? rules[index - 1];
    focusOn(next ? next.key : `add-${ruleSet.key}`);
    change(without(rules, item));
  };
  return (
    <ol className="grid gap-1.5 py-2 pr-2 pl-3 empty:hidden">
      {rules.map((item, index) => (
        <RuleLine
          key={item.key}
          item={item}
          name={t('rule.name', { number: index + 1, ruleSet: number })}
          mark={markOf(index)}
          path={`${path}.conditions.${index}`}
          isFirst={index === 0}
          isLast={index === rules.length - 1}
          onChange={(next) => onChange({ ...ruleSet, rules: replaced(rules, next) })}
          onMove={(by) => change(shifted(rules, item, by))}
          onDuplicate={() => change(duplicated(rules, item, copyOfRule(item)))}
          onRemove={() => remove(item, index)}
        />
      ))}
    </ol>
  );
}
