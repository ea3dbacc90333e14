'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { z } from 'zod';
import { useActionResult } from '#components/http/use-action-result.ts';
import { useFormResolver } from '#components/http/use-form-resolver.ts';
import { SaveFoot } from '#components/ui/buttons/save-foot.tsx';
import { Checkbox } from '#components/ui/forms/checkbox.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import type { Role } from '#lib/core/access/permission.ts';
import { isLinkMailable, newInvitation } from '#lib/core/people/person.ts';
import type { LinkRecipient, NewLink, PeopleActions } from './people-actions.ts';
import { useRoleChoices } from './use-role-choices.ts';

interface InviteDialogProps {
  readonly open: boolean;
  readonly isOwner: boolean;
  readonly invite: PeopleActions['invitePerson'];
  readonly onClose: () => void;
  readonly hasMailServer: boolean;
  readonly onInvited: (link: NewLink, to: LinkRecipient, mailsLink: boolean) => void;
}

const formSchema = newInvitation.extend({ mailsLink: z.boolean() });

export function InviteDialog({ open, isOwner, invite, onClose, hasMailServer, onInvited }: InviteDialogProps) {
  const t = useTranslations('settings.people');
  const roles = useRoleChoices(isOwner);
  const resultOf = useActionResult();
  const formId = useId();
  const { register, control, reset, handleSubmit, setError, formState } = useForm({
    resolver: useFormResolver(formSchema),
    values: { email: '', role: 'operator' as Role, mailsLink: true },
  });
  const close = () => {
    reset();
    onClose();
  };
  const [role, mailsLink] = useWatch({ control, name: ['role', 'mailsLink'] });
  const isMailable = hasMailServer && isLinkMailable(role);
  const submit = handleSubmit(async ({ mailsLink, ...entered }) => {
    const result = await resultOf(() => invite(entered));
    if (!result.ok) return setError('email', { message: result.message }, { shouldFocus: true });
    close();
    onInvited(result.value, entered, mailsLink);
  });
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      size="sm"
      title={t('inviteTitle')}
      foot={
        <SaveFoot
          formId={formId}
          busy={formState.isSubmitting}
          onCancel={close}
          label={t(isMailable && mailsLink ? 'inviteByMail' : 'createLink')}
        />
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="grid gap-6">
        <Field
          label={t('email')}
          required
          help={t(hasMailServer ? 'emailHelpMail' : 'emailHelp')}
          error={formState.errors.email?.message}
        >
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
        {hasMailServer && (
          <Checkbox
            label={t('mailLink')}
            help={isMailable ? undefined : t('mailLinkNot')}
            disabled={!isMailable}
            {...register('mailsLink')}
          />
        )}
      </form>
    </Dialog>
  );
}
