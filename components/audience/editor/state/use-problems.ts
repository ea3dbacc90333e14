'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import { useCodeText } from '#components/http/use-code-text.ts';
import type { ActionFailure } from '#lib/web/action-result.ts';
import type { ShownProblem } from './rule-form.ts';
import type { RuleProblem } from './rule-problems.ts';

/** Why the server refused a call, by field: a path in the rule, or a member of the segment such as `name`. */
export function serverProblemsOf({ fieldErrors }: Pick<ActionFailure, 'fieldErrors'>): readonly ShownProblem[] {
  return Object.entries(fieldErrors).map(([field, text]) => ({ field: field.replace(/^rule\./, ''), text }));
}

export interface ProblemsOptions {
  /** Found by the schema. */
  problems: readonly RuleProblem[];
  /** Found by the server. */
  serverProblems: readonly ShownProblem[];
  /** Whether the person has tried to save. Until then, an incomplete rule is not reported. */
  wasSaveTried: boolean;
}

/** The code whose text the editor shows. A field named `id` is always the segment that a rule refers to. */
function editorCode(field: string, code: string): string {
  return code === 'input_required' && field.endsWith('.id') ? 'reference_required' : code;
}

/** The problems of an edited rule, in words. */
export function useProblems({ problems, serverProblems, wasSaveTried }: ProblemsOptions) {
  const problemTexts = useTranslations('segment-editor.problems');
  const editorText = useTranslations('segment-editor');
  const textOf = useCodeText('errors');
  const draftProblems = useMemo(
    () =>
      problems.map(({ field, code, params }) => ({
        field,
        code,
        text: problemTexts.has(editorCode(field, code) as never)
          ? problemTexts(editorCode(field, code) as never)
          : textOf(code, params),
      })),
    [problems, problemTexts, textOf],
  );
  // Problems that unfinished input does not cause are shown at once.
  const shown: readonly ShownProblem[] = [
    ...serverProblems,
    ...draftProblems.filter(
      ({ code }) => wasSaveTried || code.startsWith('expression_') || code === 'segment_pattern_malformed',
    ),
  ];
  /** The text of a problem, with the name of its rule or rule set. */
  const withPartName = useCallback(
    ({ field, text }: ShownProblem) => {
      const [, ruleSetIndex, ruleIndex] = /^conditions\.(\d+)(?:\.conditions\.(\d+))?/.exec(field) ?? [];
      if (ruleSetIndex === undefined) return text;
      const ruleSet = Number(ruleSetIndex) + 1;
      const name =
        ruleIndex === undefined
          ? editorText('ruleSet.name', { number: ruleSet })
          : editorText('rule.name', { number: Number(ruleIndex) + 1, ruleSet });
      return editorText('problemAt', { name, text });
    },
    [editorText],
  );
  const firstProblem = draftProblems[0] ?? serverProblems[0];
  return {
    problemAt: (path: string) => shown.find(({ field }) => field === path || field.startsWith(`${path}.`)),
    firstText: firstProblem && withPartName(firstProblem),
  };
}
