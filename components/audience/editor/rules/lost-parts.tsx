'use client';

import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import type { DataType } from '#lib/core/audience/data-type.ts';
import type { Operator } from '#lib/core/audience/rules/operators.ts';
import type { Rule } from '#lib/core/audience/rules/rule.ts';
import { operatorPhrase } from '#lib/messages/rule-words/operator-words.ts';
import { ruleWords } from '#lib/messages/rule-words/rule-words.ts';
import { SentenceText } from '../sentence-text.tsx';
import type { OperatorDraft, ValueDraft } from '../state/rule-draft.ts';
import { useRuleForm } from '../state/rule-form.ts';
import { useRuleWords } from '../use-rule-words.ts';

/**
 * The stored comparison of a column that the build lost, or gave another type. A stored comparison is complete, so it
 * can be shown in words.
 */
export function LostComparison({
  operator,
  type,
  onReplace,
}: {
  operator: OperatorDraft;
  type: DataType | undefined;
  onReplace: () => void;
}) {
  const t = useTranslations('segment-editor.lost');
  const source = useRuleWords(useRuleForm().choices);
  return (
    <>
      <span className="[overflow-wrap:anywhere]">
        <SentenceText sentence={operatorPhrase(source, operator as Operator, type)} />
      </span>
      {type !== undefined && (
        <LinkButton className="text-sm" onClick={onReplace}>
          {t('replace')}
        </LinkButton>
      )}
    </>
  );
}

/** A rule about a behavior that the build lost. */
export function LostBehavior({ rule }: { rule: ValueDraft }) {
  const source = useRuleWords(useRuleForm().choices);
  return (
    <span className="[overflow-wrap:anywhere]">
      <SentenceText sentence={ruleWords(source, rule as Rule)} />
    </span>
  );
}
