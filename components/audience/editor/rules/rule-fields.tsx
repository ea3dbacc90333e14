'use client';

import { useTranslations } from 'next-intl';
import { Tag } from '#components/ui/surfaces/tag.tsx';
import { CUSTOMERS } from '#lib/core/audience/audience-database.ts';
import type { Rule } from '#lib/core/audience/rules/rule.ts';
import { ruleWords } from '#lib/messages/rule-words/rule-words.ts';
import { SentenceText } from '../sentence-text.tsx';
import { hasFields } from '../state/parts-with-fields.ts';
import { comparedType } from '../state/rule-choices.ts';
import type { RuleDraft, ValueDraft } from '../state/rule-draft.ts';
import { useRuleForm } from '../state/rule-form.ts';
import { useRuleWords } from '../use-rule-words.ts';
import { BehaviorFields } from './behavior-fields.tsx';
import { ComparisonFields } from './comparison-fields.tsx';
import { PartField } from './part-field.tsx';
import { ReferenceFields } from './reference-fields.tsx';
import { SubjectChoice } from './subject-choice.tsx';

export interface RuleFieldsProps {
  rule: RuleDraft;
  path: string;
  errorId: string;
  onChange: (rule: RuleDraft) => void;
}

/** The fields of a rule, or the rule in words if the editor has no field for part of it. */
export function RuleFields({ rule, path, errorId, onChange }: RuleFieldsProps) {
  const t = useTranslations('segment-editor');
  const { choices } = useRuleForm();
  if (rule.type === 'Value' && !hasFields(choices, rule)) return <RuleInWords rule={rule} />;
  return (
    <>
      {rule.type === 'Value' && rule.exclude && <Tag>{t('not')}</Tag>}
      <PartField path={`${path}.${subjectPathOf(rule)}`} errorId={errorId}>
        <SubjectChoice rule={rule} onChange={onChange} />
      </PartField>
      {rule.type === 'Reference' && (
        <PartField path={`${path}.id`} errorId={errorId}>
          <ReferenceFields rule={rule} onChange={onChange} />
        </PartField>
      )}
      {rule.type === 'Value' && <ValueFields rule={rule} path={path} errorId={errorId} onChange={onChange} />}
    </>
  );
}

/** The JSON path of the rule's subject. */
function subjectPathOf(rule: RuleDraft): string {
  if (rule.type !== 'Value') return 'type';
  return 'source' in rule.leftValue ? 'leftValue.source' : 'leftValue.name';
}

function ValueFields({ rule, ...props }: { rule: ValueDraft } & Omit<RuleFieldsProps, 'rule'>) {
  const { choices } = useRuleForm();
  const { leftValue } = rule;
  if ('source' in leftValue) return <BehaviorFields rule={rule} behavior={leftValue} {...props} />;
  return (
    <ComparisonFields
      part={rule}
      type={comparedType(choices, rule)}
      column={{ table: CUSTOMERS, column: leftValue.name }}
      {...props}
    />
  );
}

function RuleInWords({ rule }: { rule: ValueDraft }) {
  const t = useTranslations('segment-editor');
  const source = useRuleWords(useRuleForm().choices);
  return (
    <span className="grid min-h-7.5 content-center gap-0.5">
      <span className="[overflow-wrap:anywhere]">
        {/* The editor never changes a rule that it cannot show, so the rule is complete. */}
        <SentenceText sentence={ruleWords(source, rule as Rule)} />
      </span>
      <span className="text-xs">{t('readOnly')}</span>
    </span>
  );
}
