'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import { useFormState, useWatch } from 'react-hook-form';
import { type AuthenticationChoice, type SendForm, useAccountPrefill } from '#components/export-settings/send-form.ts';
import { messageAt } from '#components/schedule/message-at.ts';
import { connectorOf } from '#lib/connectors/registry.ts';
import { isProblemOf } from '#lib/core/connector/parameters.ts';
import { findDraft, storeDraft } from './form/activation-drafts.ts';
import type { ActivationForm, ActivationValues, OutputDraft } from './form/activation-values.ts';
import { copyOf, newValues, valuesOf } from './form/initial-values.ts';
import { problemsOf } from './form/input-problems.ts';
import { useActivationForm, useProblemText } from './form/use-activation-form.ts';
import type { Wizard } from './wizard-context.ts';
import type { WizardActions, WizardStart } from './wizard-start.ts';
import { STEP_VALUES, stepOf, type WizardStep } from './wizard-steps.ts';

/** Problems that are shown even before the step is checked, because unfinished input does not cause them. */
const SHOWN_AT_ONCE: readonly string[] = ['output_name_taken', 'column_lost'];

/** The wizard's form as the form of an export: it has all values of such a form. */
export function sendFormOf(form: ActivationForm): SendForm {
  return form as unknown as SendForm;
}

/** The state of the wizard. Unsaved changes are restored when returning to it in the same tab. */
export function useWizardState(start: WizardStart, actions: WizardActions) {
  const connector = connectorOf(start.connectorType);
  const draftKey = draftKeyOf(start);
  const [initial] = useState(() => initialValues(start));
  const [restored] = useState(() => findDraft(draftKey));
  const updatedAt = start.use === 'edit' && start.activation ? start.activation.updatedAt : 0;
  const [loadedAt, setLoadedAt] = useState(restored?.loadedAt ?? updatedAt);
  const [created, setCreated] = useState<readonly AuthenticationChoice[]>([]);
  const authentications = useMemo(
    () => mergeAuthentications(created, start.authentications),
    [created, start.authentications],
  );
  const form = useActivationForm({ connector, tables: start.tables, values: restored?.values ?? initial });
  const { errors } = useFormState({ control: form.control });
  const values = useWatch({ control: form.control }) as ActivationValues;
  useAccountPrefill(sendFormOf(form), connector, authentications);
  const isDirty = JSON.stringify(values) !== JSON.stringify(initial);
  // What is typed after the draft was deleted, while the next page loads, is not kept.
  const isDraftDeleted = useRef(false);
  useEffect(
    () => storeDraft(draftKey, isDirty && !isDraftDeleted.current ? { values, loadedAt } : undefined),
    [draftKey, isDirty, values, loadedAt],
  );
  const textOf = useProblemText();
  const problems = problemsOf(values, { connector, tables: start.tables });
  const [checkedSteps, setCheckedSteps] = useState<readonly WizardStep[]>([]);
  const shown = problems.filter(
    ({ code, path }) => SHOWN_AT_ONCE.includes(code) || checkedSteps.includes(stepOf(path)),
  );
  const { segment, parentSegment } = start;
  const wizard: Wizard = {
    start,
    actions,
    form,
    connector,
    authentications,
    segmentIds: { parentSegment: parentSegment.id, id: segment.id },
    addAuthentication: (authentication) => setCreated((before) => [authentication, ...before]),
    output: values.output,
    changeOutput: (next: OutputDraft) =>
      form.setValue('output', next, { shouldDirty: true, shouldValidate: errors.output !== undefined }),
    errorAt(path) {
      const problem = shown.find((each) => isProblemOf(path, each.path));
      return problem ? textOf(problem) : messageAt(errors, path);
    },
  };
  return {
    wizard,
    isDirty,
    loadedAt,
    /** Whether there are unsaved changes, and someone else has changed the activation since it was loaded. */
    isStale: isDirty && loadedAt < updatedAt,
    /** Replaces what was entered with what is stored. */
    load() {
      form.reset(initial);
      setLoadedAt(updatedAt);
    },
    /** Checks a step. From then on, its problems are shown: the library keeps only the errors of registered fields. */
    async check(step: WizardStep): Promise<boolean> {
      setCheckedSteps([...checkedSteps, step]);
      return form.trigger([...STEP_VALUES[step]]);
    },
    /** Steps with values that the command would refuse. */
    invalidSteps: problems.map(({ path }) => stepOf(path)),
    deleteDraft() {
      isDraftDeleted.current = true;
      storeDraft(draftKey, undefined);
    },
  };
}

function initialValues({ activation, use, connectorType, authentications, parentSegment }: WizardStart) {
  const { timeZone } = parentSegment;
  const options = { connector: connectorOf(connectorType), authentications, timeZone };
  if (!activation) return newValues(options);
  return use === 'copy' ? copyOf(activation, options) : valuesOf(activation, options);
}

function draftKeyOf({ use, segment, activation }: WizardStart): string {
  return `${use} ${segment.id} ${activation?.id ?? ''}`;
}

function mergeAuthentications(created: readonly AuthenticationChoice[], listed: readonly AuthenticationChoice[]) {
  return [...created, ...listed.filter(({ id }) => !created.some((other) => other.id === id))];
}
