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
import { signInInput } from '#lib/core/people/person.ts';
import { OtherWays } from './other-ways.tsx';
import { PasskeySignIn, type PasskeySignInActions } from './passkey-sign-in.tsx';
import { type SsoProvider, SsoSignIn } from './sso/sso-sign-in.tsx';
import { type SignInAction, useSignIn } from './use-sign-in.ts';

interface SignInFormProps {
  readonly signIn: SignInAction;
  readonly passkey: PasskeySignInActions;
  /** Undefined if there is no identity provider. */
  readonly sso: SsoProvider | undefined;
  readonly pathAfter: string;
}

export function SignInForm({ signIn, passkey, sso, pathAfter }: SignInFormProps) {
  const t = useTranslations('people');
  const { signInWith, isBusy } = useSignIn(signIn, pathAfter);
  const [refusal, setRefusal] = useState<string>();
  const { register, handleSubmit, setFocus, formState } = useForm({
    resolver: useFormResolver(signInInput),
    defaultValues: { email: '', password: '' },
  });
  const submit = handleSubmit(async (entered) => {
    setRefusal(undefined);
    const failure = await signInWith(entered);
    if (!failure) return;
    setRefusal(failure.message);
    setFocus('password', { shouldSelect: true });
  });
  return (
    <form noValidate onSubmit={submit} className="grid gap-5">
      {refusal && (
        <Banner tone="error" live>
          {refusal}
        </Banner>
      )}
      <OtherWays>
        {sso && <SsoSignIn {...sso} pathAfter={pathAfter} onRefusal={setRefusal} />}
        <PasskeySignIn {...passkey} pathAfter={pathAfter} onRefusal={setRefusal} />
      </OtherWays>
      <Field label={t('email')} required error={formState.errors.email?.message}>
        <TextInput type="email" autoComplete="username" autoFocus {...register('email')} />
      </Field>
      <Field label={t('password')} required error={formState.errors.password?.message} help={t('signIn.forgotten')}>
        <PasswordInput autoComplete="current-password" {...register('password')} />
      </Field>
      <Button variant="primary" type="submit" busy={isBusy}>
        {t('signIn.action')}
      </Button>
    </form>
  );
}
