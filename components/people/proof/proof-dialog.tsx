'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useId, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useActionResult } from '#components/http/use-action-result.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { SaveFoot } from '#components/ui/buttons/save-foot.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { PasswordInput } from '#components/ui/forms/password-input.tsx';
import { Segmented } from '#components/ui/forms/segmented.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { PasskeyButton } from '../passkey-button.tsx';
import { SsoProof } from '../sso/sso-proof.tsx';
import { TotpInput } from '../totp-input.tsx';
import type { ProofActions, ProofMethods } from './proof-actions.ts';

interface ProofDialogProps {
  readonly methods: ProofMethods;
  readonly actions: ProofActions;
  readonly onEnd: (isProved: boolean) => void;
}

type TypedMethod = 'password' | 'code';

/** Asks for a fresh proof before a sensitive action. */
export function ProofDialog({ methods, actions, onEnd }: ProofDialogProps) {
  const t = useTranslations('people.proof');
  const resultOf = useActionResult();
  const formId = useId();
  const typed = typedMethods(methods);
  const [method, setMethod] = useState<TypedMethod | undefined>(typed[0]);
  const { register, handleSubmit, setError, formState } = useForm({ defaultValues: { password: '', code: '' } });
  const { errors, isSubmitting } = formState;
  const [refusal, setRefusal] = useState<string>();
  const provePasskey = async (response: unknown) => {
    const result = await resultOf(actions.provePasskey({ response }));
    if (result.ok) onEnd(true);
    else setRefusal(result.message);
  };
  const onProof = useCallback(() => onEnd(true), [onEnd]);
  const submit = handleSubmit(async (entered) => {
    if (method === undefined) return;
    const result = await resultOf(actions.prove({ [method]: entered[method] }));
    if (result.ok) onEnd(true);
    else setError(method, { message: result.message }, { shouldFocus: true });
  });
  return (
    <Dialog
      open
      onOpenChange={() => onEnd(false)}
      size="sm"
      title={t('title')}
      foot={
        method === undefined ? (
          <Button onClick={() => onEnd(false)}>{t('cancel')}</Button>
        ) : (
          <SaveFoot formId={formId} busy={isSubmitting} onCancel={() => onEnd(false)} label={t('action')} />
        )
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="grid gap-5">
        <p className="text-pretty text-sm text-text-muted">{t('text')}</p>
        {methods.provider !== null && (
          <SsoProof {...actions} provider={methods.provider} onProof={onProof} onRefusal={setRefusal} />
        )}
        {methods.hasPasskey && (
          <PasskeyButton
            label={t('passkey')}
            origin={methods.origin}
            begin={actions.beginPasskeyProof}
            onResponse={provePasskey}
            onRefusal={setRefusal}
          />
        )}
        {refusal && (
          <Banner tone="error" live>
            {refusal}
          </Banner>
        )}
        {typed.length > 1 && method !== undefined && (
          <Segmented
            label={t('way')}
            options={typed.map((value) => ({ value, label: t(value) }))}
            value={method}
            onValueChange={setMethod}
          />
        )}
        {method === 'password' && (
          <Field key="password" label={t('password')} required error={errors.password?.message}>
            <PasswordInput autoComplete="current-password" autoFocus {...register('password')} />
          </Field>
        )}
        {method === 'code' && (
          <Field key="code" label={t('code')} required help={t('codeHelp')} error={errors.code?.message}>
            <TotpInput {...register('code')} />
          </Field>
        )}
      </form>
    </Dialog>
  );
}

/** The proofs that are typed; none for a person who signs in only with a provider or a passkey. */
function typedMethods({ hasPassword, hasTotp }: ProofMethods): readonly TypedMethod[] {
  const methods: TypedMethod[] = [];
  if (hasPassword) methods.push('password');
  if (hasTotp) methods.push('code');
  return methods;
}
