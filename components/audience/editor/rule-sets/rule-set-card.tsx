'use client';

import { clsx } from 'clsx';
import { CirclePlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { KeyboardEvent } from 'react';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { FieldError } from '#components/ui/forms/field-error.tsx';
import { EditableText } from '../editable-text.tsx';
import { moveOfKey, PartMenu } from '../rules/part-menu.tsx';
import { withMatch } from '../state/expression-edits.ts';
import { newRule, withRules } from '../state/move-parts.ts';
import type { RuleSetDraft } from '../state/rule-draft.ts';
import { useRuleForm } from '../state/rule-form.ts';
import { ExpressionField } from './expression-field.tsx';
import { MatchChoice } from './match-choice.tsx';
import { RuleList } from './rule-list.tsx';
import { RuleSetNumber } from './rule-set-number.tsx';

export interface RuleSetCardProps {
  ruleSet: RuleSetDraft;
  number: number;
  path: string;
  isFirst: boolean;
  isLast: boolean;
  onChange: (ruleSet: RuleSetDraft) => void;
  onMove: (by: -1 | 1) => void;
  onDuplicate: () => void;
  onRemove: () => void;
}

export function RuleSetCard({ ruleSet, number, path, onChange, ...actions }: RuleSetCardProps) {
  const t = useTranslations('segment-editor');
  const { focusOn, problemAt } = useRuleForm();
  const name = t('ruleSet.name', { number });
  const problem = ruleSet.rules.length === 0 ? problemAt(`${path}.conditions`) : undefined;
  const add = () => {
    const item = newRule();
    focusOn(item.key);
    onChange(withRules(ruleSet, [...ruleSet.rules, item]));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = moveOfKey(event);
    if (by === undefined) return;
    event.preventDefault();
    actions.onMove(by);
  };
  return (
    <section aria-label={name} className="min-w-0 rounded-card border border-border bg-surface">
      {/* Alt+Shift and an arrow key move the rule set whose head has the focus. */}
      <div
        data-part={ruleSet.key}
        onKeyDownCapture={onKeyDown}
        className="flex min-h-10.5 flex-wrap items-center gap-x-2.5 gap-y-1.5 border-border border-b py-1.5 pr-2 pl-3"
      >
        <RuleSetNumber number={number} />
        <EditableText
          label={t('ruleSet.description', { number })}
          editLabel={t('ruleSet.describe', { number })}
          value={ruleSet.description ?? ''}
          maxLength={200}
          onChange={(description) =>
            onChange({ ...ruleSet, description: description === '' ? undefined : description })
          }
        >
          <h3 className={clsx('min-w-0 truncate font-semibold text-base', !ruleSet.description && 'text-text-muted')}>
            {ruleSet.description || name}
          </h3>
        </EditableText>
        <span className="ml-auto flex flex-wrap items-center gap-2 max-wide:ml-0 max-wide:basis-full">
          {ruleSet.type === 'Composite' && (
            <ExpressionField
              label={t('match.expression', { name })}
              value={ruleSet.expr ?? ''}
              namedBy="letter"
              count={ruleSet.rules.length}
              path={`${path}.expr`}
              onChange={(expr) => onChange({ ...ruleSet, expr })}
            />
          )}
          <MatchChoice
            label={t('match.of', { name })}
            value={ruleSet.type}
            onChange={(type) => onChange(withMatch(ruleSet, type, 'letter', ruleSet.rules.length))}
          />
          <span className="max-wide:ml-auto">
            <PartMenu name={name} {...actions} />
          </span>
        </span>
      </div>
      <RuleList ruleSet={ruleSet} number={number} path={path} onChange={onChange} />
      <div className="grid gap-1 pr-3 pb-2 pl-11 max-wide:pl-9.5">
        {problem && <FieldError>{problem.text}</FieldError>}
        <LinkButton
          data-part={`add-${ruleSet.key}`}
          icon={<CirclePlus aria-hidden />}
          className="w-fit text-sm"
          onClick={add}
        >
          {t('ruleSet.addRule')}
        </LinkButton>
      </div>
    </section>
  );
}
