'use client';

import { type ReactNode, useCallback, useRef, useState } from 'react';
import { ProofContext } from '#components/http/proof-context.ts';
import { DownloadProof } from './download-proof.tsx';
import type { ProofActions, ProofMethods } from './proof-actions.ts';
import { ProofDialog } from './proof-dialog.tsx';

interface ProofProviderProps {
  readonly actions: ProofActions;
  /** Whether the visitor has signed in. */
  readonly hasSession: boolean;
  readonly children: ReactNode;
}

/** What the dialog offers if the person's methods cannot be read. */
const PASSWORD_ONLY: ProofMethods = {
  hasPassword: true,
  hasTotp: false,
  hasPasskey: false,
  provider: null,
  origin: '',
  isProved: false,
};

/** Opens the dialog in which people prove who they are. Actions that need a proof at the same time share one dialog. */
export function ProofProvider({ actions, hasSession, children }: ProofProviderProps) {
  const [methods, setMethods] = useState<ProofMethods | null>(null);
  const waiting = useRef<((isProved: boolean) => void)[]>([]);
  const { viewProofMethods } = actions;
  const ask = useCallback(async () => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    waiting.current.push(resolve);
    if (waiting.current.length > 1) return promise;
    const result = await viewProofMethods().catch(() => undefined);
    setMethods(result?.ok ? result.value : PASSWORD_ONLY);
    return promise;
  }, [viewProofMethods]);
  const end = useCallback((isProved: boolean) => {
    setMethods(null);
    for (const resolve of waiting.current.splice(0)) resolve(isProved);
  }, []);
  return (
    <ProofContext value={ask}>
      <DownloadProof requireProof={actions.requireProof} hasSession={hasSession} />
      {children}
      {methods && <ProofDialog methods={methods} actions={actions} onEnd={end} />}
    </ProofContext>
  );
}
