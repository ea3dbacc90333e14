'use client';

import { ShoppingBag, Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { DataTypeGlyph } from '#components/audience/data-type-glyph.tsx';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import type { OptionGroup } from '#components/ui/forms/option.ts';
import { CUSTOMERS } from '#lib/core/audience/audience-database.ts';
import { newAttributeRule, newBehaviorRule, withType } from '../state/new-values.ts';
import { columnType, comparedType, type RuleChoices, tableOf } from '../state/rule-choices.ts';
import type { RuleDraft } from '../state/rule-draft.ts';
import { useRuleForm } from '../state/rule-form.ts';

export interface SubjectChoiceProps {
  rule: RuleDraft;
  onChange: (rule: RuleDraft) => void;
}

/** What a rule is about: an attribute, a behavior, or another segment. */
export function SubjectChoice({ rule, onChange }: SubjectChoiceProps) {
  const t = useTranslations('segment-editor.subjects');
  const { choices } = useRuleForm();
  const lostText = useTranslations('segment-editor.lost');
  const value = optionOf(rule);
  const lostLabelOf = (name: string) => lostText('column', { name });
  const attributes = attributeGroups(choices, rule, { ungrouped: t('attributes'), lost: lostLabelOf });
  const lostBehavior = lostBehaviorOf(choices, rule);
  const behaviors = [
    ...choices.tables.filter(({ table }) => table !== CUSTOMERS),
    ...(lostBehavior === undefined ? [] : [{ table: lostBehavior, name: lostLabelOf(lostBehavior) }]),
  ];
  const groups: readonly OptionGroup[] = [
    ...attributes,
    {
      label: t('behaviors'),
      options: behaviors.map(({ table, name }) => ({
        value: `behavior ${table}`,
        label: name,
        icon: <ShoppingBag aria-hidden className="size-4 flex-none" />,
      })),
    },
    {
      label: t('segments'),
      options: (['in', 'out'] as const).map((membership) => ({
        value: membership,
        label: t(membership),
        icon: <Users aria-hidden className="size-4 flex-none" />,
      })),
    },
  ];
  return (
    <Combobox
      label={t('label')}
      placeholder={t('placeholder')}
      controlSize="sm"
      className="w-auto! font-medium"
      warning={lostBehavior !== undefined || lostAttributeOf(choices, rule) !== undefined}
      choices={groups.filter(({ options }) => options.length > 0)}
      value={value}
      onValueChange={(chosen) => chosen !== value && onChange(ruleFor(choices, rule, chosen))}
    />
  );
}

function optionOf(rule: RuleDraft): string | null {
  if (rule.type === 'New') return null;
  if (rule.type === 'Reference') return rule.exclude ? 'out' : 'in';
  return 'source' in rule.leftValue ? `behavior ${rule.leftValue.source.name}` : `attribute ${rule.leftValue.name}`;
}

/** The attribute of a rule, if the build does not have it. */
function lostAttributeOf(choices: RuleChoices, rule: RuleDraft): string | undefined {
  if (rule.type !== 'Value' || 'source' in rule.leftValue) return undefined;
  const { name } = rule.leftValue;
  return columnType(choices, CUSTOMERS, name) === undefined ? name : undefined;
}

/** The behavior of a rule, if the build does not have it. */
function lostBehaviorOf(choices: RuleChoices, rule: RuleDraft): string | undefined {
  if (rule.type !== 'Value' || !('source' in rule.leftValue)) return undefined;
  const { name } = rule.leftValue.source;
  return tableOf(choices, name) ? undefined : name;
}

interface AttributeLabels {
  readonly ungrouped: string;
  readonly lost: (name: string) => string;
}

function attributeGroups(choices: RuleChoices, rule: RuleDraft, labels: AttributeLabels): readonly OptionGroup[] {
  const columns = tableOf(choices, CUSTOMERS)?.columns ?? [];
  const lost = lostAttributeOf(choices, rule);
  const all = [...columns, ...(lost === undefined ? [] : [{ name: lost, type: undefined, group: '' }])];
  return [...new Set(all.map(({ group }) => group))].map((group) => ({
    label: group === '' ? labels.ungrouped : group,
    options: all
      .filter((column) => column.group === group)
      .map(({ name, type }) => ({
        value: `attribute ${name}`,
        label: type === undefined ? labels.lost(name) : name,
        icon: <DataTypeGlyph type={type} />,
      })),
  }));
}

/**
 * The rule about the chosen subject. It keeps the comparison if both subjects are attributes of the same type, and the
 * segment if only In segment and Not in segment are switched.
 */
function ruleFor(choices: RuleChoices, before: RuleDraft, chosen: string): RuleDraft {
  if (chosen === 'in' || chosen === 'out') {
    const id = before.type === 'Reference' ? before.id : undefined;
    return { type: 'Reference', id, exclude: chosen === 'out' };
  }
  const [kind] = chosen.split(' ', 1);
  const name = chosen.slice(chosen.indexOf(' ') + 1);
  if (kind === 'behavior') return newBehaviorRule(name);
  const type = columnType(choices, CUSTOMERS, name);
  if (before.type !== 'Value' || 'source' in before.leftValue) return newAttributeRule(name, type);
  return { ...withType(before, comparedType(choices, before), type), leftValue: { name } };
}
