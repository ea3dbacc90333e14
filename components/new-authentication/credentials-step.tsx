'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { connectorKey } from '#components/connector/connector-key.ts';
import { useActionResult } from '#components/http/use-action-result.ts';
import { useFormResolver } from '#components/http/use-form-resolver.ts';
import { Field } from '#components/ui/forms/field.tsx';
import { PasswordInput } from '#components/ui/forms/password-input.tsx';
import { credentials } from '#lib/core/access/authentication-input.ts';
import type { TestEnteredToken } from './authentication-actions.ts';
import { ConnectionTest } from './connection-test/connection-test.tsx';
import type { EnteredCredentials } from './use-wizard.ts';

export interface CredentialsStepProps {
  /** ID of the form that the dialog's button submits. */
  formId: string;
  type: string;
  entered: EnteredCredentials;
  test: TestEnteredToken;
  onContinue: (entered: EnteredCredentials) => void;
}

export function CredentialsStep({ formId, type, entered, test, onContinue }: CredentialsStepProps) {
  const t = useTranslations('authentications.new');
  const texts = useTranslations('connectors');
  const resultOf = useActionResult();
  const [testedAccount, setTestedAccount] = useState(entered.testedAccount);
  const account = useRef(entered.ad_account_id);
  const testedToken = useRef('');
  const form = useForm({
    resolver: useFormResolver(credentials),
    defaultValues: { access_token: entered.access_token },
    mode: 'onTouched',
  });
  const { register, trigger, getValues, setError, setFocus, formState } = form;
  useEffect(() => setFocus('access_token'), [setFocus]);
  const enteredToken = () => getValues('access_token').trim();
  const run = async (ad_account_id: string) => {
    if (!(await trigger('access_token', { shouldFocus: true }))) return undefined;
    testedToken.current = enteredToken();
    return resultOf(test({ type, access_token: testedToken.current, ad_account_id }));
  };
  /** Shows with which account the token works, unless the token was changed during the test. */
  const showTested = (workingAccount: string | null) =>
    setTestedAccount(enteredToken() === testedToken.current ? workingAccount : null);
  const code = (chunks: ReactNode) => <span className="mono">{chunks}</span>;
  return (
    <>
      <form
        id={formId}
        noValidate
        onSubmit={form.handleSubmit(({ access_token }) =>
          onContinue({ access_token, ad_account_id: account.current, testedAccount }),
        )}
      >
        <Field
          label={t('token')}
          required
          help={texts.rich(`${connectorKey(type)}.tokenHelp`, { code })}
          error={formState.errors.access_token?.message}
        >
          <PasswordInput {...register('access_token', { onChange: () => setTestedAccount(null) })} />
        </Field>
      </form>
      <ConnectionTest
        note={t('accountNote')}
        initialAccount={entered.ad_account_id}
        run={run}
        onAccountChange={(text) => {
          account.current = text;
        }}
        onTokenRefused={(message) => setError('access_token', { message }, { shouldFocus: true })}
        onTested={showTested}
      />
    </>
  );
}
