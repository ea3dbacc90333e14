'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { useCreateOnce } from '#components/http/use-create-once.ts';
import type { ExportParameters } from '#lib/core/connector/connector.ts';
import type { RunTarget } from '#lib/core/query/run-target.ts';
import type { ActionFailure } from '#lib/web/action-result.ts';
import { formPathOf } from './form/form-path.ts';
import { inputOf } from './form/input-problems.ts';
import { freshActivationPath } from './fresh-activation-path.ts';
import type { Wizard } from './wizard-context.ts';
import type { SavedActivation } from './wizard-start.ts';
import { stepOf, type WizardStep } from './wizard-steps.ts';

export interface SaveActivationOptions {
  deleteDraft: () => void;
  /** Called with the step of the first value that the command refused. */
  onRefused: (step: WizardStep) => void;
  /** Whether the wizard offers the choice between its changes and those that someone else saved in the meantime. */
  isStale: boolean;
  /** The `updatedAt` that the activation had when its values were loaded; 0 for a new one. */
  loadedAt: number;
}

interface SaveOptions {
  /** Whether the activation is also run. */
  readonly runsNow?: boolean;
  /** Whether saving replaces what someone else saved in the meantime. */
  readonly overwrites?: boolean;
}

/** Saves the activation, runs it if requested, and opens the list with it highlighted. */
export function useSaveActivation(
  wizard: Wizard,
  { deleteDraft, onRefused, isStale, loadedAt }: SaveActivationOptions,
) {
  const { form, start, actions, segmentIds } = wizard;
  const t = useTranslations('activation-wizard');
  const router = useRouter();
  const createOnce = useCreateOnce();
  const resultOf = useActionResult();
  const [failure, setFailure] = useState<Pick<ActionFailure, 'code' | 'message'>>();
  const [busy, setBusy] = useState<'save' | 'run' | 'leave' | null>(null);
  const createOrChange = (overwrites: boolean) => {
    const input = inputOf(form.getValues());
    const { use, activation, segment } = start;
    if (use !== 'edit' || !activation) return actions.create({ ...input, segment: segment.id });
    const ifUpdatedAt = new Date(overwrites ? activation.updatedAt : loadedAt).toISOString();
    return actions.change({ ...changesOf(input), activation: activation.id, if_updated_at: ifUpdatedAt });
  };
  const showRefusal = (refusal: ActionFailure) => {
    setFailure(refusal);
    // An error of the segment's rule is left out, because the wizard has no field for the rule.
    const fields = Object.entries(refusal.fieldErrors).filter(([field]) => field !== 'segment');
    const errors = fields.map(([field, message]) => ({ path: formPathOf(field), message }));
    for (const { path, message } of errors) form.setError(path, { message });
    const [first] = errors;
    if (first) onRefused(stepOf(first.path));
  };
  const run = async (saved: SavedActivation) => {
    const input = { activation: saved.id, seen: targetOf(saved, wizard) };
    const result = await resultOf(createOnce(actions.run, input));
    if (!result.ok) toast.error(result.code === 'unanswered' ? t('runUnanswered') : result.message);
  };
  const save = async ({ runsNow = false, overwrites = false }: SaveOptions) => {
    setFailure(undefined);
    setBusy(runsNow ? 'run' : 'save');
    const result = await resultOf(createOrChange(overwrites));
    if (!result.ok) {
      setBusy(null);
      return showRefusal(result);
    }
    if (runsNow) await run(result.value);
    deleteDraft();
    router.push(freshActivationPath(segmentIds, result.value.id));
  };
  // The choice that `isStale` describes replaces the text of the failure `changed_meanwhile`; other failures are shown.
  const isReplaced = isStale && failure?.code === 'changed_meanwhile';
  return {
    save,
    failureText: isReplaced ? undefined : failure?.message,
    isUnanswered: failure?.code === 'unanswered',
    busy,
    markLeaving: () => setBusy('leave'),
  };
}

function targetOf(
  { authentication: id, parameters }: SavedActivation,
  { connector, authentications }: Wizard,
): RunTarget {
  const authentication = authentications.find((choice) => choice.id === id);
  const exportParameters = parameters as ExportParameters;
  const isReal = authentication?.target === 'live' && !exportParameters.test_event;
  return {
    authenticationId: id,
    authentication: authentication?.name ?? '',
    account: connector.accountOf(exportParameters),
    isReal,
  };
}

/**
 * The members to change. Whether the schedule is paused cannot be entered here, so it stays as it is stored: someone
 * may have paused it since the activation was loaded.
 */
function changesOf({ schedule, ...input }: ReturnType<typeof inputOf>) {
  if (schedule === null) return { ...input, schedule };
  const { paused: _, ...times } = schedule;
  return { ...input, schedule: times };
}
