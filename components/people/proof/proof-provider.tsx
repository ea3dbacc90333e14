'use client';

import { type ReactNode, useCallback, useRef, useState } from 'react';
import { ProofContext } from '#components/http/proof-context.ts';
import type { SecondFactors } from '#lib/core/people/second-factor.ts';
import { DownloadProof } from './download-proof.tsx';
import type { ProofActions } from './proof-actions.ts';
import { ProofDialog } from './proof-dialog.tsx';

interface ProofProviderProps {
  readonly actions: ProofActions;
  /** Whether the reader has signed in. */
  readonly hasSession: boolean;
  readonly children: ReactNode;
}

const NO_FACTORS: SecondFactors = { totpSince: null, passkeys: [], recoveryCodes: 0 };

/** Opens the dialog in which people prove who they are; acts that wait for it at once share one. */
export function ProofProvider({ actions, hasSession, children }: ProofProviderProps) {
  const [factors, setFactors] = useState<SecondFactors | null>(null);
  const waiting = useRef<((isProved: boolean) => void)[]>([]);
  const { viewFactors } = actions;
  const ask = useCallback(async () => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    waiting.current.push(resolve);
    if (waiting.current.length > 1) return promise;
    const result = await viewFactors().catch(() => undefined);
    setFactors(result?.ok ? result.value : NO_FACTORS);
    return promise;
  }, [viewFactors]);
  const end = (isProved: boolean) => {
    setFactors(null);
    for (const resolve of waiting.current.splice(0)) resolve(isProved);
  };
  return (
    <ProofContext value={ask}>
      <DownloadProof requireProof={actions.requireProof} hasSession={hasSession} />
      {children}
      {factors && <ProofDialog factors={factors} actions={actions} onEnd={end} />}
    </ProofContext>
  );
}
