'use client';

import { Play } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState, useTransition } from 'react';
import { useActionResult } from '#components/http/use-action-result.ts';
import { workflowAttemptPath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { Switch } from '#components/ui/forms/switch.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import type { WorkflowView } from '#lib/core/workflow/view/project-view.ts';
import type { ProjectActions } from '../project-actions.ts';
import { type ParameterRow, ParameterRows, parametersOf } from './parameter-rows.tsx';
import { SessionFields, type SessionKind, sessionTextOf } from './session-fields.tsx';

export interface RunDialogProps {
  workflows: readonly WorkflowView[];
  /** The ID of the workflow that is chosen at first. */
  initial: number;
  /** The revision that runs. */
  revision: number;
  /** Unsaved changes do not run. */
  hasUnsavedChanges?: boolean;
  start: ProjectActions['start'];
  onClose: () => void;
}

/** Starts a session of a workflow, and opens its attempt. */
export function RunDialog({ workflows, initial, revision, hasUnsavedChanges = false, start, onClose }: RunDialogProps) {
  const t = useTranslations('workflows.run');
  const kitText = useTranslations('shell.kit');
  const router = useRouter();
  const formId = useId();
  const resultOf = useActionResult();
  const [id, setId] = useState(initial);
  const [kind, setKind] = useState<SessionKind>('now');
  const [time, setTime] = useState('');
  const [rows, setRows] = useState<readonly ParameterRow[]>([]);
  const [isSandbox, setSandbox] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [isBusy, startTransition] = useTransition();
  // A newer revision may remove the workflow while the dialog is open; no other workflow takes its place.
  const workflow = workflows.find((each) => each.id === id);
  if (!workflow) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (kind === 'time' && time === '') return setProblem(t('timeRequired'));
    setProblem(undefined);
    startTransition(async () => {
      const input = { workflow: workflow.id, session: sessionTextOf(kind, time), params: parametersOf(rows) };
      const result = await resultOf(start({ ...input, sandbox: isSandbox }));
      if (!result.ok) return setProblem(result.message);
      router.push(workflowAttemptPath(result.value.attempt_id));
    });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('title', { name: workflow.name })}
      description={t(hasUnsavedChanges ? 'withoutChanges' : 'revision', { revision })}
      foot={
        <>
          <Button onClick={onClose}>{kitText('cancel')}</Button>
          <Button variant="primary" type="submit" form={formId} busy={isBusy} icon={<Play aria-hidden />}>
            {t('submit')}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="grid gap-5">
        {workflows.length > 1 && (
          <Field label={t('workflow')}>
            <Select
              choices={workflows.map((each) => ({ value: String(each.id), label: each.name }))}
              value={String(workflow.id)}
              onValueChange={(next) => setId(Number(next))}
            />
          </Field>
        )}
        <SessionFields kind={kind} time={time} timeZone={workflow.timeZone} onKind={setKind} onTime={setTime} />
        <ParameterRows rows={rows} onChange={setRows} />
        <Switch
          label={t('sandbox')}
          help={t('sandboxHelp')}
          checked={isSandbox}
          onChange={({ target }) => setSandbox(target.checked)}
        />
        {problem !== undefined && (
          <Banner tone="error" live>
            {problem}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}
