'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { parentSegmentPath } from '#components/paths.ts';
import type { ActionFailure, ActionResult } from '#lib/web/action-result.ts';
import { choiceOf } from './draft/choice-of-draft.ts';
import { scheduleOf } from './draft/schedule-draft.ts';
import type { WizardState } from './use-wizard-state.ts';
import { stepOf, type WizardStep } from './wizard-steps.ts';

/** A saved parent segment and the job of its build. */
export interface SavedParentSegment {
  readonly id: number;
  readonly job: number | null;
  /** Why the build could not start. */
  readonly buildProblem: string | null;
}

export type SaveParentSegment = (input: object, buildsNow: boolean) => Promise<ActionResult<SavedParentSegment>>;

export interface SaveParentSegmentOptions {
  /** Null: a new parent segment. */
  id: number | null;
  save: SaveParentSegment;
  state: WizardState;
  /** Called with the step of the first value that the command refused. */
  onRefused: (step: WizardStep) => void;
}

/** Saves the parent segment, builds it if the draft says so, and opens its page. */
export function useSaveParentSegment({ id, save, state, onRefused }: SaveParentSegmentOptions) {
  const t = useTranslations('parent-segments');
  const router = useRouter();
  const resultOf = useActionResult();
  const [isBusy, startTransition] = useTransition();
  const [failure, setFailure] = useState<ActionFailure>();
  const { draft } = state.form;
  const showRefusal = (refusal: ActionFailure) => {
    const fields = Object.entries(refusal.fieldErrors);
    const errors = fields.map(([path, text]) => [path.replace(/^choice\./, ''), text] as const);
    const [first] = errors;
    if (first) onRefused(stepOf(first[0]));
    state.showServerErrors(Object.fromEntries(errors));
    setFailure(refusal);
  };
  const submit = () => {
    // Outside the transition, whose changes are not shown before the server responds.
    setFailure(undefined);
    startTransition(async () => {
      const input = { id, choice: choiceOf(draft), schedule: scheduleOf(draft.schedule) };
      const result = await resultOf(save(input, draft.buildsNow));
      if (!result.ok) return showRefusal(result);
      state.deleteDraft();
      const { id: savedId, job, buildProblem } = result.value;
      if (job === null) toast.success(t('wizard.saved', { name: draft.name }));
      if (buildProblem !== null) toast.error(buildProblem);
      router.push(parentSegmentPath(savedId));
    });
  };
  return { submit, failure, isBusy };
}
