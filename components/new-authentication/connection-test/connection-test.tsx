'use client';

import { PlugZap } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/buttons/button.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { FieldError } from '#components/ui/forms/field-error.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { Card } from '#components/ui/surfaces/card.tsx';
import { ConnectionResult } from './connection-result.tsx';
import { type ConnectionTestOptions, useConnectionTest } from './use-connection-test.ts';

export interface ConnectionTestProps extends ConnectionTestOptions {
  initialAccount?: string;
  note?: string;
  required?: boolean;
  onAccountChange?: (account: string) => void;
}

/** Sends one test event to an ad account, which is the only way to check token and account. */
export function ConnectionTest({ initialAccount = '', note, required = false, ...props }: ConnectionTestProps) {
  const t = useTranslations('authentications.new');
  const [account, setAccount] = useState(initialAccount);
  const { test, busy, accountError, failure, result } = useConnectionTest(props);
  return (
    <Card well className="grid gap-3 p-4">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void test(account);
        }}
        className="grid wide:grid-cols-[minmax(0,1fr)_auto] items-start gap-2"
      >
        <Field label={t('account')} note={note} required={required} error={accountError}>
          <TextInput
            tabularDigits
            inputMode="numeric"
            autoComplete="off"
            value={account}
            onChange={({ target }) => {
              setAccount(target.value);
              props.onAccountChange?.(target.value);
            }}
          />
        </Field>
        <Button
          needs="authentications.test"
          type="submit"
          icon={<PlugZap aria-hidden />}
          busy={busy}
          className="wide:mt-6.5"
        >
          {t('test')}
        </Button>
      </form>
      {failure && <FieldError>{failure}</FieldError>}
      <div role="status" className="empty:hidden">
        {result && (
          <ConnectionResult
            result={result}
            isReasonAtField={accountError !== undefined || props.onTokenRefused !== undefined}
          />
        )}
      </div>
    </Card>
  );
}
