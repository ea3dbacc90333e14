'use client';

import { useId } from 'react';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import type { z } from 'zod';
import { useActionResult } from '#components/http/use-action-result.ts';
import { useFormResolver } from '#components/http/use-form-resolver.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import { SaveFoot } from '../buttons/save-foot.tsx';
import { Field } from '../forms/field.tsx';
import { TextInput } from '../forms/text-input.tsx';
import { Dialog } from './dialog.tsx';

export interface NameDialogProps {
  open: boolean;
  onClose: () => void;
  /** The current or suggested name. */
  name: string;
  /** The schema of the server action. */
  schema: z.ZodType<{ name: string }, { name: string }>;
  save: (name: string) => Promise<ActionResult<unknown>>;
  texts: { title: string; description?: string; label: string; help: string; save: string };
  /** The text shown after success. */
  doneText: (name: string) => string;
}

/** A dialog for naming or renaming an object. */
export function NameDialog({ open, onClose, name: currentName, schema, save, texts, doneText }: NameDialogProps) {
  const resultOf = useActionResult();
  const formId = useId();
  const { register, reset, handleSubmit, setError, formState } = useForm({
    resolver: useFormResolver(schema),
    values: { name: currentName },
  });
  const close = () => {
    reset();
    onClose();
  };
  const submit = handleSubmit(async ({ name }) => {
    const result = await resultOf(save(name));
    if (!result.ok) return setError('name', { message: result.message }, { shouldFocus: true });
    toast.success(doneText(name));
    onClose();
  });
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      size="sm"
      title={texts.title}
      description={texts.description}
      foot={<SaveFoot formId={formId} busy={formState.isSubmitting} onCancel={close} label={texts.save} />}
    >
      <form id={formId} noValidate onSubmit={submit}>
        <Field label={texts.label} required help={texts.help} error={formState.errors.name?.message}>
          <TextInput autoComplete="off" {...register('name')} />
        </Field>
      </form>
    </Dialog>
  );
}
