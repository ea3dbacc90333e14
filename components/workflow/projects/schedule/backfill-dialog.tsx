'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState, useTransition } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { SaveFoot } from '#components/ui/buttons/save-foot.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { MAX_RUNNING_ATTEMPTS } from '#lib/core/workflow/attempt/attempt.ts';
import type { WorkflowView } from '#lib/core/workflow/view/project-view.ts';
import type { ProjectActions } from '../project-actions.ts';
import { WorkflowScheduleText } from './workflow-schedule-text.tsx';

export interface BackfillDialogProps {
  workflow: WorkflowView;
  backfill: ProjectActions['backfill'];
  onClose: () => void;
  onDone?: () => void;
}

/** Starts sessions that a schedule has missed. */
export function BackfillDialog({ workflow, backfill, onClose, onDone }: BackfillDialogProps) {
  const t = useTranslations('workflows.backfill');
  const router = useRouter();
  const formId = useId();
  const resultOf = useActionResult();
  const [from, setFrom] = useState('');
  const [count, setCount] = useState(String(MAX_RUNNING_ATTEMPTS));
  const [problems, setProblems] = useState<{ readonly from?: string; readonly all?: string }>({});
  const [isBusy, startTransition] = useTransition();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (from === '') return setProblems({ from: t('fromRequired') });
    setProblems({});
    startTransition(async () => {
      const result = await resultOf(backfill({ workflow: workflow.id, from, count: Number(count) }));
      if (!result.ok) return setProblems({ all: result.message });
      const { data, existing } = result.value;
      toast.success(t('done', { count: data.length, existing }));
      onClose();
      onDone?.();
      router.refresh();
    });
  };
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={onClose}
      title={t('title', { name: workflow.name })}
      description={workflow.schedule && <WorkflowScheduleText schedule={workflow.schedule} />}
      foot={<SaveFoot formId={formId} busy={isBusy} onCancel={onClose} label={t('submit')} />}
    >
      <form id={formId} noValidate onSubmit={submit} className="grid gap-5">
        <Field label={t('from')} required help={t('fromHelp', { zone: workflow.timeZone })} error={problems.from}>
          <TextInput type="datetime-local" step={1} value={from} onChange={({ target }) => setFrom(target.value)} />
        </Field>
        <Field label={t('count')} help={t('countHelp', { max: MAX_RUNNING_ATTEMPTS })}>
          <TextInput
            tabularDigits
            inputMode="numeric"
            type="number"
            min={1}
            max={MAX_RUNNING_ATTEMPTS}
            className="w-28!"
            value={count}
            onChange={({ target }) => setCount(target.value)}
          />
        </Field>
        {problems.all !== undefined && (
          <Banner tone="error" live>
            {problems.all}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}
