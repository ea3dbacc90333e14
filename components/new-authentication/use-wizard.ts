'use client';

import { parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback, useEffect, useState } from 'react';

/** What the first step leaves behind for the second. */
export interface Entered {
  readonly access_token: string;
  readonly ad_account_id: string;
  /** The account the token was tested with, as it was answered. */
  readonly worksWith: string | null;
}

const NOTHING: Entered = { access_token: '', ad_account_id: '', worksWith: null };

/** Where the wizard stands. Without a token there is no second step: an address alone leads to the first. */
export function useWizard(types: readonly string[]) {
  const [{ new: type, step }, set] = useQueryStates(
    { new: parseAsStringLiteral(types), step: parseAsStringLiteral(['details'] as const) },
    { history: 'push' },
  );
  const [entered, setEntered] = useState(NOTHING);
  const tokenMissing = step === 'details' && entered.access_token === '';
  useEffect(() => {
    if (tokenMissing) void set({ step: null }, { history: 'replace' });
  }, [tokenMissing, set]);
  const forget = useCallback(() => setEntered(NOTHING), []);
  return {
    type,
    step: tokenMissing ? null : step,
    entered,
    forget,
    close: () => void set({ new: null, step: null }),
    toCredentials: () => void set({ step: null }),
    toDetails: (next: Entered) => {
      setEntered(next);
      void set({ step: 'details' });
    },
  };
}
