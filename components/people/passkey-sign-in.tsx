'use client';

import { useTranslations } from 'next-intl';
import { PasskeyButton, type PasskeyButtonProps } from './passkey-button.tsx';
import { type EntryAction, useEntry } from './use-entry.ts';

/** How a passkey signs a person in. */
export interface PasskeyEntry extends Pick<PasskeyButtonProps, 'origin' | 'begin'> {
  readonly complete: EntryAction;
}

interface PasskeySignInProps extends PasskeyEntry, Pick<PasskeyButtonProps, 'onRefusal'> {
  readonly to: string;
}

/** Signs a person in by a passkey, which names the person. */
export function PasskeySignIn({ complete, to, onRefusal, ...button }: PasskeySignInProps) {
  const t = useTranslations('people.passkey');
  const { enter } = useEntry(complete, to);
  const submit = async (response: unknown) => onRefusal((await enter({ response }))?.message);
  return <PasskeyButton {...button} label={t('signIn')} onResponse={submit} onRefusal={onRefusal} />;
}
