'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import type { Authentication } from '#lib/core/authentication.ts';
import { details } from '#lib/core/authentication-input.ts';
import type { AuthenticationActions } from './authentication-actions.ts';
import { SaveFoot } from './save-foot.tsx';
import { useErrorText } from './use-error-text.ts';
import { useReached } from './use-reached.ts';

export interface RenameDialogProps {
  authentication: Authentication;
  open: boolean;
  onClose: () => void;
  rename: AuthenticationActions['rename'];
}

export function RenameDialog({ authentication: { id, name: present }, open, onClose, rename }: RenameDialogProps) {
  const t = useTranslations('authentications');
  const textOf = useErrorText();
  const reached = useReached();
  const formId = useId();
  const { register, reset, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(details),
    values: { name: present },
  });
  const close = () => {
    reset();
    onClose();
  };
  const save = handleSubmit(async ({ name }) => {
    const result = await reached(rename({ id, name }));
    if (!result.ok) return setError('name', { message: result.message }, { shouldFocus: true });
    toast.success(t('rename.done', { name }));
    onClose();
  });
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      size="sm"
      title={t('rename.title')}
      description={present}
      foot={<SaveFoot formId={formId} busy={formState.isSubmitting} onCancel={close} label={t('actions.save')} />}
    >
      <form id={formId} noValidate onSubmit={save}>
        <Field label={t('new.name')} required help={t('rename.help')} error={textOf(formState.errors.name)}>
          <TextInput autoComplete="off" {...register('name')} />
        </Field>
      </form>
    </Dialog>
  );
}
