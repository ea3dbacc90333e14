'use client';

import { useState } from 'react';
import type { SendForm, SendValues } from '#components/export-settings/send-form.ts';
import type { Connector } from '#lib/core/connector/connector.ts';
import type { PendingSend } from './send-confirm.tsx';
import type { SendKind } from './send-plan.ts';

/**
 * What awaits confirmation, and how each way to send starts. If `isReal` is false, the actual send needs no
 * confirmation.
 */
export function useConfirmation(
  form: SendForm,
  { exampleAccount }: Connector,
  { isReal, run }: { readonly isReal: boolean; readonly run: (values: SendValues) => Promise<void> },
) {
  const [pending, setPending] = useState<PendingSend | null>(null);
  const submit = form.handleSubmit((values) => (isReal ? setPending({ kind: 'send', values }) : run(values)));
  const test = form.handleSubmit((values) => setPending({ kind: 'test', values }));
  const rehearse = () => {
    const { parameters, ...values } = form.getValues();
    // The sandbox needs neither an authentication nor an account of the service.
    const account = parameters.ad_account_id || exampleAccount;
    setPending({ kind: 'rehearsal', values: { ...values, parameters: { ...parameters, ad_account_id: account } } });
  };
  const press: Readonly<Record<SendKind, () => void>> = {
    test: () => void test(),
    rehearsal: rehearse,
    send: () => void submit(),
  };
  return { pending, submit, press, close: () => setPending(null) };
}
