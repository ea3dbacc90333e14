'use client';

import { parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback, useEffect, useState } from 'react';

/** The input of the first step. */
export interface EnteredCredentials {
  readonly access_token: string;
  readonly ad_account_id: string;
  /** The account of the last successful test, from its response. */
  readonly testedAccount: string | null;
}

const EMPTY: EnteredCredentials = { access_token: '', ad_account_id: '', testedAccount: null };

/** The state of the wizard. The second step requires a token: its URL alone opens the first. */
export function useWizard(types: readonly string[]) {
  const [{ new: type, step }, set] = useQueryStates(
    { new: parseAsStringLiteral(types), step: parseAsStringLiteral(['details'] as const) },
    { history: 'push' },
  );
  const [entered, setEntered] = useState(EMPTY);
  const tokenMissing = step === 'details' && entered.access_token === '';
  useEffect(() => {
    if (tokenMissing) void set({ step: null }, { history: 'replace' });
  }, [tokenMissing, set]);
  const clear = useCallback(() => setEntered(EMPTY), []);
  return {
    type,
    step: tokenMissing ? null : step,
    entered,
    clear,
    close: () => void set({ new: null, step: null }),
    toCredentials: () => void set({ step: null }),
    toDetails: (next: EnteredCredentials) => {
      setEntered(next);
      void set({ step: 'details' });
    },
  };
}
