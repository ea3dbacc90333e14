'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useActionResult } from '#components/http/use-action-result.ts';
import { useFormResolver } from '#components/http/use-form-resolver.ts';
import { SaveFoot } from '#components/ui/buttons/save-foot.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { KEY_ROLES, type KeyRole, newApiKey } from '#lib/core/access/api-key.ts';
import type { ApiKeysProps } from './api-key-actions.ts';

const NEVER = undefined;
const EXPIRIES = [NEVER, 30, 90, 365];

export interface NewApiKeyDialogProps extends Pick<ApiKeysProps, 'create'> {
  open: boolean;
  onClose: () => void;
  onCreated: (key: string) => void;
}

export function NewApiKeyDialog({ open, onClose, create, onCreated }: NewApiKeyDialogProps) {
  const t = useTranslations('settings.apiKeys');
  const resultOf = useActionResult();
  const formId = useId();
  const { register, control, reset, handleSubmit, setError, formState } = useForm({
    resolver: useFormResolver(newApiKey),
    values: { name: '', role: 'operator' as KeyRole, days: NEVER as number | undefined },
  });
  const roles = KEY_ROLES.map((role) => ({ value: role, label: t(`roles.${role}`), help: t(`roleHelp.${role}`) }));
  const expiries = EXPIRIES.map((days) => ({ value: String(days ?? ''), label: t('expiry', { days: days ?? 0 }) }));
  const close = () => {
    reset();
    onClose();
  };
  const createKey = handleSubmit(async (entered) => {
    const result = await resultOf(() => create(entered));
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
      <form id={formId} noValidate onSubmit={createKey} className="grid gap-6">
        <Field label={t('name')} required help={t('nameHelp')} error={formState.errors.name?.message}>
          <TextInput autoComplete="off" {...register('name')} />
        </Field>
        <Field label={t('role')} required error={formState.errors.role?.message}>
          <Controller
            control={control}
            name="role"
            render={({ field }) => (
              <Select
                choices={roles}
                value={field.value ?? null}
                onValueChange={field.onChange}
                onBlur={field.onBlur}
              />
            )}
          />
        </Field>
        <Field label={t('expires')} help={t('expiresHelp')} error={formState.errors.days?.message}>
          <Controller
            control={control}
            name="days"
            render={({ field }) => (
              <Select
                choices={expiries}
                value={String(field.value ?? '')}
                onValueChange={(days) => field.onChange(days === '' ? NEVER : Number(days))}
                onBlur={field.onBlur}
              />
            )}
          />
        </Field>
      </form>
    </Dialog>
  );
}
