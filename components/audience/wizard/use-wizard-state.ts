'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useWarnOnLeave } from '#components/layout/leaving/use-warn-on-leave.ts';
import { INVALID_SELECTOR } from '#components/ui/forms/field-error.tsx';
import { isProblemOf } from '#lib/core/connector/parameters.ts';
import type { Draft } from './draft/draft.ts';
import { problemsOf } from './draft/draft-problems.ts';
import { findDraft, storeDraft } from './draft/unsaved-drafts.ts';
import { useSources, type WizardSources } from './sources/use-sources.ts';
import type { DraftChange, WizardForm } from './wizard-context.ts';
import { stepOf, type WizardStep } from './wizard-steps.ts';

export interface WizardOptions {
  start: Draft;
  sources: WizardSources;
  /** Identifies the parent segment, or a new one. */
  draftKey: string;
}

const NO_SERVER_ERRORS: Readonly<Record<string, string>> = {};

/** The state of the wizard's form, with its errors by field. */
export function useWizardState({ start, sources: wizardSources, draftKey }: WizardOptions) {
  const t = useTranslations('errors');
  const problemTexts = useTranslations('parent-segments.wizard.problems');
  const [{ draft, changedAt }, setStored] = useState(() => findDraft(draftKey) ?? { draft: start, changedAt: null });
  // What is typed after the draft was deleted, while the next page loads, is not kept.
  const isDraftDeleted = useRef(false);
  // A draft is lost when its tab is closed.
  useWarnOnLeave(changedAt !== null);
  const [checkedSteps, setCheckedSteps] = useState<readonly WizardStep[]>([]);
  const [serverErrors, setServerErrors] = useState(NO_SERVER_ERRORS);
  const body = useRef<HTMLDivElement>(null);
  const [isFocusDue, setFocusDue] = useState(false);
  const sources = useSources(draft, wizardSources);
  const problems = useMemo(() => problemsOf(draft, sources.tables), [draft, sources]);
  const form = useMemo((): WizardForm => {
    const change = (next: DraftChange) => {
      setServerErrors(NO_SERVER_ERRORS);
      setFocusDue(false);
      setStored(({ draft: before }) => {
        const changes = typeof next === 'function' ? next(before) : next;
        const after = { draft: { ...before, ...changes }, changedAt: Date.now() };
        if (!isDraftDeleted.current) storeDraft(draftKey, after);
        return after;
      });
    };
    const errorAt = (path: string) => {
      const serverError = Object.entries(serverErrors).find(([at]) => isProblemOf(path, at));
      if (serverError) return serverError[1];
      const isChecked = checkedSteps.includes(stepOf(path));
      const problem = isChecked ? problems.find((found) => isProblemOf(path, found.path)) : undefined;
      if (problem === undefined) return undefined;
      if (problemTexts.has(problem.code as never)) return problemTexts(problem.code as never);
      return t(problem.code as never, { field: '', ...problem.params } as never);
    };
    return { draft, sources, change, errorAt };
  }, [draft, sources, draftKey, serverErrors, checkedSteps, problems, t, problemTexts]);
  // Runs after each render, because the step that has the invalid field may not be shown yet.
  useEffect(() => {
    const invalid = isFocusDue ? body.current?.querySelector<HTMLElement>(INVALID_SELECTOR) : undefined;
    if (!invalid) return;
    setFocusDue(false);
    invalid.focus();
  });
  /** Shows the errors of a step, and returns whether there are none. */
  const check = (step: WizardStep): boolean => {
    setCheckedSteps((before) => [...before, step]);
    const isValid = problems.every(({ path }) => stepOf(path) !== step);
    if (!isValid) setFocusDue(true);
    return isValid;
  };
  const showServerErrors = (errors: Readonly<Record<string, string>>) => {
    setServerErrors(errors);
    setFocusDue(true);
  };
  const firstInvalidStep = problems[0] && stepOf(problems[0].path);
  return {
    form,
    /** When the draft was last changed; null: it has no changes. */
    changedAt,
    body,
    check,
    showServerErrors,
    isMasterValid: problems.every(({ path }) => stepOf(path) !== 'master'),
    firstInvalidStep,
    deleteDraft() {
      isDraftDeleted.current = true;
      storeDraft(draftKey, undefined);
    },
  };
}

export type WizardState = ReturnType<typeof useWizardState>;
