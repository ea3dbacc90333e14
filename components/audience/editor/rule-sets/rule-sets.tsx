'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { Button } from '#components/ui/buttons/button.tsx';
import { withMatch } from '../state/expression-edits.ts';
import {
  copyOfRuleSet,
  duplicated,
  newRuleSet,
  replaced,
  shifted,
  without,
  withRuleSets,
} from '../state/move-parts.ts';
import type { RuleSetDraft } from '../state/rule-draft.ts';
import { useRuleForm } from '../state/rule-form.ts';
import { ExpressionField } from './expression-field.tsx';
import { LimitButton, LimitFields } from './limit-fields.tsx';
import { MatchChoice } from './match-choice.tsx';
import { RuleSetCard } from './rule-set-card.tsx';

/** The rule sets of a segment, and how many of the customers it takes. */
export function RuleSets() {
  const t = useTranslations('segment-editor');
  const { draft, change, focusOn } = useRuleForm();
  const { ruleSets, type } = draft;
  const changeRuleSets = (next: readonly RuleSetDraft[]) => change(withRuleSets(draft, next));
  const add = () => {
    const ruleSet = newRuleSet();
    focusOn(ruleSet.rules[0]?.key ?? ruleSet.key);
    changeRuleSets([...ruleSets, ruleSet]);
  };
  const remove = (ruleSet: RuleSetDraft, index: number) => {
    const next = ruleSets[index + 1] ?? ruleSets[index - 1];
    focusOn(next ? next.key : 'add-rule-set');
    changeRuleSets(without(ruleSets, ruleSet));
  };
  return (
    <div className="grid min-w-0 content-start">
      <div className="mb-2.5 flex min-h-8 flex-wrap items-center gap-x-2.5 gap-y-1.5 text-sm text-text-muted">
        <h2 className="font-semibold text-sm text-text">{t('match.customers')}</h2>
        <MatchChoice
          label={t('match.ruleSets')}
          value={type}
          onChange={(next) => change(withMatch(draft, next, 'digit', ruleSets.length))}
        />
        {type === 'Composite' && (
          <ExpressionField
            label={t('match.expressionOfSets')}
            value={draft.expr ?? ''}
            namedBy="digit"
            count={ruleSets.length}
            path="expr"
            onChange={(expr) => change({ ...draft, expr })}
          />
        )}
        <span>{t('match.ofSets')}</span>
        <span className="ml-auto">
          <LimitButton />
        </span>
      </div>
      <LimitFields />
      {ruleSets.length === 0 && <p className="pb-3 text-sm text-text-muted">{t('ruleSet.none')}</p>}
      {ruleSets.map((ruleSet, index) => (
        <Fragment key={ruleSet.key}>
          {index > 0 && <Joiner>{type === 'Composite' ? '' : t(`match.joins.${type}`)}</Joiner>}
          <RuleSetCard
            ruleSet={ruleSet}
            number={index + 1}
            path={`conditions.${index}`}
            isFirst={index === 0}
            isLast={index === ruleSets.length - 1}
            onChange={(next) => change({ ...draft, ruleSets: replaced(ruleSets, next) })}
            onMove={(by) => changeRuleSets(shifted(ruleSets, ruleSet, by))}
            onDuplicate={() => changeRuleSets(duplicated(ruleSets, ruleSet, copyOfRuleSet(ruleSet)))}
            onRemove={() => remove(ruleSet, index)}
          />
        </Fragment>
      ))}
      <div className="pt-3">
        <Button data-part="add-rule-set" size="sm" icon={<Plus aria-hidden />} onClick={add}>
          {t('ruleSet.add')}
        </Button>
      </div>
    </div>
  );
}

function Joiner({ children }: { children: string }) {
  return (
    <div className="flex h-5 items-center pl-4 font-semibold text-text-muted text-xs">
      <span aria-hidden className="mr-2.5 h-full w-px bg-border-strong" />
      {children}
    </div>
  );
}
