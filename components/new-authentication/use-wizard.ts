'use client';

import { parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback, useEffect, useState } from 'react';

/** The input of the first step. */
export interface EnteredCredentials {
  readonly access_token: string;
  readonly ad_account_id: string;
  /** The account with which a test of this token succeeded last, from its response; null without such a test. */
  readonly testedAccount: string | null;
}

export const EMPTY_CREDENTIALS: EnteredCredentials = { access_token: '', ad_account_id: '', testedAccount: null };

/** The state of the wizard. The second step requires a token; without one, its URL opens the first step. */
export function useWizard(types: readonly string[]) {
  const [{ new: type, step }, set] = useQueryStates(
    { new: parseAsStringLiteral(types), step: parseAsStringLiteral(['details'] as const) },
    { history: 'push' },
  );
  const [entered, setEntered] = useState(EMPTY_CREDENTIALS);
  const isTokenMissing = step === 'details' && entered.access_token === '';
  useEffect(() => {
    if (isTokenMissing) void set({ step: null }, { history: 'replace' });
  }, [isTokenMissing, set]);
  const clear = useCallback(() => setEntered(EMPTY_CREDENTIALS), []);
  return {
    type,
    step: isTokenMissing ? null : step,
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
