'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useFormResolver } from '#components/http/use-form-resolver.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { secondFactorInput } from '#lib/core/people/second-factor.ts';
import { PasskeySignIn, type PasskeySignInActions } from './passkey-sign-in.tsx';
import { type SignInAction, useSignIn } from './use-sign-in.ts';

interface CodeFormProps {
  readonly hasTotp: boolean;
  readonly hasPasskey: boolean;
  readonly passkey: PasskeySignInActions;
  readonly complete: SignInAction;
  /** Ends the sign-in that waits for the code. */
  readonly cancel: () => Promise<void>;
  readonly pathAfter: string;
}

/** The second step of signing in: a code of the authenticator app, a passkey, or a recovery code. */
export function CodeForm({ hasTotp, hasPasskey, passkey, complete, cancel, pathAfter }: CodeFormProps) {
  const t = useTranslations('people.code');
  const { signInWith, isBusy } = useSignIn(complete, pathAfter);
  const [refusal, setRefusal] = useState<string>();
  const [usesRecoveryCode, setUsesRecoveryCode] = useState(!hasTotp);
  const { register, handleSubmit, setFocus, resetField, formState } = useForm({
    resolver: useFormResolver(secondFactorInput),
    defaultValues: { code: '' },
  });
  const submit = handleSubmit(async (entered) => {
    setRefusal(undefined);
    const failure = await signInWith(entered);
    if (!failure) return;
    setRefusal(failure.message);
    setFocus('code', { shouldSelect: true });
  });
  const toggleRecovery = () => {
    setRefusal(undefined);
    resetField('code');
    setUsesRecoveryCode(!usesRecoveryCode);
    setFocus('code');
  };
  const startAgain = async () => {
    await cancel().catch(() => undefined);
    window.location.reload();
  };
  return (
    <form noValidate onSubmit={submit} className="grid gap-5">
      {refusal && (
        <Banner tone="error" live>
          {refusal}
        </Banner>
      )}
      {hasPasskey && <PasskeySignIn {...passkey} pathAfter={pathAfter} onRefusal={setRefusal} />}
      <Field
        label={t(usesRecoveryCode ? 'recoveryCode' : 'code')}
        required
        help={t(usesRecoveryCode ? 'recoveryHelp' : 'help')}
        error={formState.errors.code?.message}
      >
        <TextInput
          inputMode={usesRecoveryCode ? 'text' : 'numeric'}
          autoComplete={usesRecoveryCode ? 'off' : 'one-time-code'}
          autoCapitalize="characters"
          spellCheck={false}
          autoFocus
          {...register('code')}
        />
      </Field>
      <Button variant="primary" type="submit" busy={isBusy}>
        {t('action')}
      </Button>
      <div className="flex flex-wrap justify-between gap-x-4 text-sm">
        {hasTotp && <LinkButton onClick={toggleRecovery}>{t(usesRecoveryCode ? 'useApp' : 'useRecovery')}</LinkButton>}
        <LinkButton onClick={() => void startAgain()}>{t('startAgain')}</LinkButton>
      </div>
    </form>
  );
}
