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
import type { Role } from '#lib/core/access/permission.ts';
import { newInvitation } from '#lib/core/people/person.ts';
import type { PeopleActions } from './people-actions.ts';
import { useRoleChoices } from './use-role-choices.ts';

interface InviteDialogProps {
  readonly open: boolean;
  readonly isOwner: boolean;
  readonly invite: PeopleActions['invitePerson'];
  readonly onClose: () => void;
  readonly onInvited: (token: string) => void;
}

export function InviteDialog({ open, isOwner, invite, onClose, onInvited }: InviteDialogProps) {
  const t = useTranslations('settings.people');
  const roles = useRoleChoices(isOwner);
  const resultOf = useActionResult();
  const formId = useId();
  const { register, control, reset, handleSubmit, setError, formState } = useForm({
    resolver: useFormResolver(newInvitation),
    values: { email: '', role: 'operator' as Role },
  });
  const close = () => {
    reset();
    onClose();
  };
  const submit = handleSubmit(async (entered) => {
    const result = await resultOf(() => invite(entered));
    if (!result.ok) return setError('email', { message: result.message }, { shouldFocus: true });
    close();
    onInvited(result.value.token);
  });
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      size="sm"
      title={t('inviteTitle')}
      foot={<SaveFoot formId={formId} busy={formState.isSubmitting} onCancel={close} label={t('createLink')} />}
    >
      <form id={formId} noValidate onSubmit={submit} className="grid gap-6">
        <Field label={t('email')} required help={t('emailHelp')} error={formState.errors.email?.message}>
          <TextInput type="email" autoComplete="off" {...register('email')} />
        </Field>
        <Field label={t('role')} required error={formState.errors.role?.message}>
          <Controller
            control={control}
            name="role"
            render={({ field }) => (
              <Select choices={roles} value={field.value} onValueChange={field.onChange} onBlur={field.onBlur} />
            )}
          />
        </Field>
      </form>
    </Dialog>
  );
}
