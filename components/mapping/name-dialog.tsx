'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { SaveFoot } from '#components/authentication/save-foot.tsx';
import { useErrorText } from '#components/authentication/use-error-text.ts';
import { useReached } from '#components/authentication/use-reached.ts';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { ActionResult } from '#lib/action-result.ts';
import { presetName } from '#lib/core/preset-input.ts';

export interface NameDialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What it is called now, or might be called. */
  name: string;
  save: (name: string) => Promise<ActionResult<void>>;
}

/** Gives a mapping a name. */
export function NameDialog({ open, onClose, title, name: present, save }: NameDialogProps) {
  const t = useTranslations('mappings.name');
  const textOf = useErrorText();
  const reached = useReached();
  const formId = useId();
  const { register, reset, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(presetName),
    values: { name: present },
  });
  const close = () => {
    reset();
    onClose();
  };
  const submit = handleSubmit(async ({ name }) => {
    const result = await reached(save(name));
    if (!result.ok) return setError('name', { message: result.message }, { shouldFocus: true });
    toast.success(t('done', { name }));
    onClose();
  });
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      size="sm"
      title={title}
      foot={<SaveFoot formId={formId} busy={formState.isSubmitting} onCancel={close} label={t('save')} />}
    >
      <form id={formId} noValidate onSubmit={submit}>
        <Field label={t('label')} required help={t('help')} error={textOf(formState.errors.name)}>
          <TextInput autoComplete="off" {...register('name')} />
        </Field>
      </form>
    </Dialog>
  );
}
