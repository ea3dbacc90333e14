'use client';

import { useTranslations } from 'next-intl';
import { PasskeyButton, type PasskeyButtonProps } from './passkey-button.tsx';
import { type SignInAction, useSignIn } from './use-sign-in.ts';

/** How a passkey signs a person in. */
export interface PasskeySignInActions extends Pick<PasskeyButtonProps, 'origin' | 'begin'> {
  readonly complete: SignInAction;
}

interface PasskeySignInProps extends PasskeySignInActions, Pick<PasskeyButtonProps, 'onRefusal'> {
  readonly pathAfter: string;
}

/** Signs a person in with a passkey, which also identifies the person. */
export function PasskeySignIn({ complete, pathAfter, onRefusal, ...button }: PasskeySignInProps) {
  const t = useTranslations('people.passkey');
  const { signInWith } = useSignIn(complete, pathAfter);
  const submit = async (response: unknown) => onRefusal((await signInWith({ response }))?.message);
  return <PasskeyButton {...button} label={t('signIn')} onResponse={submit} onRefusal={onRefusal} />;
}
