'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, type RefObject, useMemo } from 'react';
import { useMay } from '#components/access/access-provider.tsx';
import { FormAccess } from '#components/access/form-access.tsx';
import { SheetBody } from '#components/layout/sheet.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { PopulationBar } from './panel/population-bar.tsx';
import { PopulationPanel } from './panel/population-panel.tsx';
import { usePopulation } from './panel/use-population.ts';
import { WordsPanel } from './panel/words-panel.tsx';
import { RuleSets } from './rule-sets/rule-sets.tsx';
import type { RuleChoices } from './state/rule-choices.ts';
import type { SegmentRuleDraft } from './state/rule-draft.ts';
import { RuleFormContext, type ShownProblem } from './state/rule-form.ts';
import type { CheckedRule } from './state/rule-problems.ts';
import { useFocusOn } from './state/use-focus-on.ts';
import { serverProblemsOf, useProblems } from './state/use-problems.ts';

export interface EditorBodyProps {
  choices: RuleChoices;
  /** Undefined for a new segment. */
  segment: number | undefined;
  /** Whether the parent segment has been built. */
  isBuilt: boolean;
  draft: SegmentRuleDraft;
  checked: CheckedRule;
  change: (draft: SegmentRuleDraft) => void;
  /** The state of saving, with the problems that it found. */
  saving: {
    readonly body: RefObject<HTMLDivElement | null>;
    readonly wasSaveTried: boolean;
    readonly failureText: string | undefined;
    /** Whether saving failed because the console did not respond. */
    readonly isUnanswered: boolean;
    readonly serverProblems: readonly ShownProblem[];
  };
  /** Shown above the rules. */
  children?: ReactNode;
  /** Shown below the rule in words. */
  aside?: ReactNode;
}

/** Members of a segment other than its rule. */
const NOT_OF_RULE: readonly string[] = ['name', 'description', 'folder'];

/** The rules, with their meaning in words and their population. */
export function EditorBody({ choices, segment, isBuilt, draft, checked, change, saving, ...parts }: EditorBodyProps) {
  const t = useTranslations('segment-editor');
  const focusOn = useFocusOn();
  const mayWrite = useMay('audiences.write');
  const { rule } = checked;
  const population = usePopulation({ parentSegment: choices.parentSegment, segment, rule, isBuilt });
  const { refusal, error } = population;
  const serverProblems = useMemo(
    () => [
      ...saving.serverProblems.filter(({ field }) => !NOT_OF_RULE.includes(field)),
      ...(refusal ? serverProblemsOf(refusal) : []),
    ],
    [saving.serverProblems, refusal],
  );
  const { problemAt, firstText } = useProblems({
    problems: checked.problems,
    serverProblems,
    wasSaveTried: saving.wasSaveTried,
  });
  const errorText = error && (error.message || t('population.failed'));
  const problem = isBuilt ? (firstText ?? refusal?.message ?? errorText) : t('population.notBuilt');
  return (
    <RuleFormContext value={{ choices, draft, change: mayWrite ? change : ignoreChange, problemAt, focusOn }}>
      <SheetBody padded={false}>
        <div className="grid min-h-full content-start xl:grid-cols-[minmax(0,1fr)_21rem] xl:content-stretch">
          <div ref={saving.body} className="grid min-w-0 content-start gap-4 px-6 pt-3.5 pb-6 max-wide:px-4">
            {saving.failureText !== undefined && (
              <Banner live tone="error" title={t(saving.isUnanswered ? 'unanswered' : 'notSaved')}>
                {saving.failureText}
              </Banner>
            )}
            <FormAccess needs="audiences.write">
              {parts.children}
              <RuleSets />
            </FormAccess>
          </div>
          <div className="grid min-w-0 content-start gap-6 border-border px-6 py-5 max-xl:border-t max-wide:px-4 xl:border-l">
            <PopulationPanel population={population} ruleSets={draft.ruleSets} problem={problem} />
            <WordsPanel rule={rule} />
            {parts.aside}
          </div>
        </div>
      </SheetBody>
      <PopulationBar population={population} />
    </RuleFormContext>
  );
}

/** Without the permission, a rule cannot be changed, not even by the keys that move its parts. */
function ignoreChange(): void {}
