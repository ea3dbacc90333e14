'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import { useForm } from 'react-hook-form';
import { toast } from 'sonner';
import { connectorKey } from '#components/connector/connector-key.ts';
import { useActionResult } from '#components/http/use-action-result.ts';
import { useFormResolver } from '#components/http/use-form-resolver.ts';
import type { AuthenticationActions } from '#components/new-authentication/authentication-actions.ts';
import { SaveFoot } from '#components/ui/buttons/save-foot.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { PasswordInput } from '#components/ui/forms/password-input.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import type { Authentication } from '#lib/core/access/authentication.ts';
import { credentials } from '#lib/core/access/authentication-input.ts';

export interface ReplaceTokenDialogProps {
  authentication: Authentication;
  open: boolean;
  onClose: () => void;
  replaceToken: AuthenticationActions['replaceToken'];
}

export function ReplaceTokenDialog({ authentication, open, onClose, replaceToken }: ReplaceTokenDialogProps) {
  const t = useTranslations('authentications');
  const texts = useTranslations('connectors');
  const resultOf = useActionResult();
  const formId = useId();
  const { id, name, tokenHint, connector } = authentication;
  const { register, reset, handleSubmit, setError, formState } = useForm({
    resolver: useFormResolver(credentials),
    defaultValues: { access_token: '' },
  });
  const close = () => {
    reset();
    onClose();
  };
  const save = handleSubmit(async ({ access_token }) => {
    const result = await resultOf(() => replaceToken({ authentication: id, access_token }));
    if (!result.ok) return setError('access_token', { message: result.message }, { shouldFocus: true });
    toast.success(t('replace.done', { name }));
    close();
  });
  const code = (chunks: ReactNode) => <span className="mono">{chunks}</span>;
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      size="sm"
      title={t('replace.title')}
      description={name}
      foot={
        <SaveFoot formId={formId} busy={formState.isSubmitting} onCancel={close} label={t('actions.replaceToken')} />
      }
    >
      <p className="text-sm text-text-muted">{t('replace.text', { hint: tokenHint })}</p>
      <form id={formId} noValidate onSubmit={save}>
        <Field
          label={t('new.token')}
          required
          help={texts.rich(`${connectorKey(connector)}.tokenHelp`, { code })}
          error={formState.errors.access_token?.message}
        >
          <PasswordInput {...register('access_token')} />
        </Field>
      </form>
    </Dialog>
  );
}
