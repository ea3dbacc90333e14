'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useForm } from 'react-hook-form';
import { useActionResult } from '#components/http/use-action-result.ts';
import { useFormResolver } from '#components/http/use-form-resolver.ts';
import { SaveFoot } from '#components/ui/buttons/save-foot.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { newApiKey } from '#lib/core/access/api-key.ts';
import type { ApiKeysProps } from './api-key-actions.ts';

export interface NewApiKeyDialogProps extends Pick<ApiKeysProps, 'create'> {
  open: boolean;
  onClose: () => void;
  onCreated: (key: string) => void;
}

export function NewApiKeyDialog({ open, onClose, create, onCreated }: NewApiKeyDialogProps) {
  const t = useTranslations('settings.apiKeys');
  const resultOf = useActionResult();
  const formId = useId();
  const { register, reset, handleSubmit, setError, formState } = useForm({
    resolver: useFormResolver(newApiKey),
    values: { name: '' },
  });
  const close = () => {
    reset();
    onClose();
  };
  const createKey = handleSubmit(async (entered) => {
    const result = await resultOf(create(entered));
    if (!result.ok) return setError('name', { message: result.message }, { shouldFocus: true });
    reset();
    onCreated(result.value.key);
  });
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      size="sm"
      title={t('createTitle')}
      foot={<SaveFoot formId={formId} busy={formState.isSubmitting} onCancel={close} label={t('create')} />}
    >
      <form id={formId} noValidate onSubmit={createKey}>
        <Field label={t('name')} required help={t('nameHelp')} error={formState.errors.name?.message}>
          <TextInput autoComplete="off" {...register('name')} />
        </Field>
      </form>
    </Dialog>
  );
}
