'use client';

import { useEffect } from 'react';
import { useWatch } from 'react-hook-form';
import type { Connector } from '#lib/core/connector/connector.ts';
import type { AuthenticationChoice, SendForm } from './send-form.ts';

const ACCOUNT = 'parameters.ad_account_id';

/**
 * The sandbox accepts any account, so the example is filled in there. Real events are never sent to the example account.
 */
export function useExampleAccount(
  { control, getValues, setValue }: Pick<SendForm, 'control' | 'getValues' | 'setValue'>,
  connector: Connector,
  authentications: readonly AuthenticationChoice[],
): void {
  const authentication = useWatch({ control, name: 'authentication' });
  const target = authentications.find(({ id }) => id === authentication)?.target;
  useEffect(() => {
    const entered = getValues(ACCOUNT);
    if (target === 'sandbox' && entered === '') setValue(ACCOUNT, connector.exampleAccount);
    if (target === 'live' && entered === connector.exampleAccount) setValue(ACCOUNT, '');
  }, [target, connector, getValues, setValue]);
}
