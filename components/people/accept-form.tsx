'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useFormResolver } from '#components/http/use-form-resolver.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { PasswordInput } from '#components/ui/forms/password-input.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { acceptedInvitation } from '#lib/core/people/person.ts';
import { type SignInAction, useSignIn } from './use-sign-in.ts';

interface AcceptFormProps {
  readonly token: string;
  /** Whether the token invites a new person; otherwise an existing one chooses a new password. */
  readonly isNew: boolean;
  readonly accept: SignInAction;
}

export function AcceptForm({ token, isNew, accept }: AcceptFormProps) {
  const t = useTranslations('people');
  const { signInWith, isBusy } = useSignIn(accept, '/');
  const [refusal, setRefusal] = useState<string>();
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: useFormResolver(acceptedInvitation),
    defaultValues: { token, password: '', ...(isNew && { name: '' }) },
  });
  const submit = handleSubmit(async (entered) => {
    setRefusal(undefined);
    const failure = await signInWith(entered);
    const { password } = failure?.fieldErrors ?? {};
    if (password) setError('password', { message: password }, { shouldFocus: true });
    else if (failure) setRefusal(failure.message);
  });
  return (
    <form noValidate onSubmit={submit} className="grid gap-5">
      {refusal && (
        <Banner tone="error" live>
          {refusal}
        </Banner>
      )}
      {isNew && (
        <Field label={t('name')} required error={formState.errors.name?.message}>
          <TextInput autoComplete="name" {...register('name')} />
        </Field>
      )}
      <Field label={t('password')} required error={formState.errors.password?.message} help={t('passwordHelp')}>
        <PasswordInput autoComplete="new-password" {...register('password')} />
      </Field>
      <Button variant="primary" type="submit" busy={isBusy}>
        {t(isNew ? 'accept.action' : 'accept.newPasswordAction')}
      </Button>
    </form>
  );
}
