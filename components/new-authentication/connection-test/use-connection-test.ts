'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { TestResult } from '../authentication-actions.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

export interface ConnectionTestRun {
  /** Undefined where there is nothing to test yet, and the form says so itself. */
  run: (account: string) => Promise<ActionResult<TestResult> | undefined>;
  /** Where the token stands in a field of its own, its refusal belongs there. */
  onTokenRefused?: ((message: string) => void) | undefined;
  onWorks?: ((account: string | null) => void) | undefined;
}

interface Outcome {
  /** What is wrong with the ad account. */
  readonly accountError?: string;
  /** What kept the test from being made. */
  readonly failure?: string;
  readonly result?: TestResult;
}

const ACCOUNT = 'ad_account_id';

export function useConnectionTest({ run, onTokenRefused, onWorks }: ConnectionTestRun) {
  const t = useTranslations('connection');
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>({});
  const tell = (result: TestResult) => {
    const { ok, code, params } = result;
    const message = t(code as never, params as never);
    setOutcome(code === 'connection_forbidden' ? { result, accountError: message } : { result });
    onWorks?.(ok ? String(params['account']) : null);
    if (code === 'connection_unauthorized') onTokenRefused?.(message);
  };
  const test = async (account: string) => {
    setBusy(true);
    setOutcome({});
    const answer = await run(account);
    setBusy(false);
    if (answer?.ok) tell(answer.value);
    else if (answer) {
      const accountError = answer.fieldErrors[ACCOUNT];
      setOutcome(accountError === undefined ? { failure: answer.message } : { accountError });
    }
  };
  return { test, busy, ...outcome };
}
