'use client';

import { unstable_isUnrecognizedActionError as isUnrecognizedAction } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { use, useCallback } from 'react';
import type { ActionResult } from '#lib/web/action-result.ts';
import { ProofContext } from './proof-context.ts';
import { reportIfSessionEnded } from './session-end.ts';

/**
 * The promise of a server action, or a function that calls the action, so that it can be repeated after a fresh proof.
 */
type ActionCall<T> = Promise<ActionResult<T>> | (() => Promise<ActionResult<T>>);

/**
 * Awaits a server action. If the console does not respond, or is of another version than the page and does not know the
 * action, the result is a failure, as if the action had been refused. Sensitive actions are passed as functions: if one
 * needs a fresh proof, the person is prompted for it, and the action is repeated.
 */
export function useActionResult() {
  const t = useTranslations('authentications');
  const askForProof = use(ProofContext);
  return useCallback(
    async <T>(action: ActionCall<T>): Promise<ActionResult<T>> => {
      const call = () =>
        (typeof action === 'function' ? action() : action).catch((error: unknown): ActionResult<T> => {
          const failure = { ok: false, params: {}, fieldErrors: {} } as const;
          if (isUnrecognizedAction(error)) return { ...failure, code: 'outdated', message: t('outdated') };
          void reportIfSessionEnded();
          return { ...failure, code: 'unanswered', message: t('noResponse') };
        });
      const result = await call();
      const isRepeatable = !result.ok && result.code === 'proof_required' && typeof action === 'function';
      return isRepeatable && (await askForProof()) ? call() : result;
    },
    [t, askForProof],
  );
}
