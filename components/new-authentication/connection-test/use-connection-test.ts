'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ActionResult } from '#lib/web/action-result.ts';
import type { TestResult } from '../authentication-actions.ts';

export interface ConnectionTestOptions {
  /** Returns undefined if the input is incomplete, which the form shows itself. */
  run: (account: string) => Promise<ActionResult<TestResult> | undefined>;
  /** Shows a refusal at the token's field, if the form has one. */
  onTokenRefused?: ((message: string) => void) | undefined;
  /** Gets the ad account with which the token works; null after a failed test. */
  onTested?: ((account: string | null) => void) | undefined;
}

interface ShownTest {
  /** The error of the ad account. */
  readonly accountError?: string;
  /** Why the test could not run. */
  readonly failure?: string;
  readonly result?: TestResult;
}

const ACCOUNT = 'ad_account_id';

export function useConnectionTest({ run, onTokenRefused, onTested }: ConnectionTestOptions) {
  const t = useTranslations('connection');
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState<ShownTest>({});
  const showResult = (result: TestResult) => {
    const { ok, code, params } = result;
    const message = t(code as never, params as never);
    setShown(code === 'connection_forbidden' ? { result, accountError: message } : { result });
    onTested?.(ok ? String(params['account']) : null);
    if (code === 'connection_unauthorized') onTokenRefused?.(message);
  };
  const test = async (account: string) => {
    setBusy(true);
    setShown({});
    const answer = await run(account);
    setBusy(false);
    if (answer?.ok) showResult(answer.value);
    else if (answer) {
      const accountError = answer.fieldErrors[ACCOUNT];
      setShown(accountError === undefined ? { failure: answer.message } : { accountError });
    }
  };
  return { test, busy, ...shown };
}
