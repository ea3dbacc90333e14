'use client';

import { useState } from 'react';
import { useActionResult } from '#components/http/use-action-result.ts';
import { SIGN_IN } from '#components/paths.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

export type SignInAction = (
  input: Readonly<Record<string, unknown>>,
) => Promise<ActionResult<'signed_in' | 'second_factor'>>;

/**
 * Signs a person in with an action, then opens a page, or the second step, with a full load, because the router has
 * cached pages from before the sign-in.
 */
export function useSignIn(action: SignInAction, pathAfter: string) {
  const resultOf = useActionResult();
  const [isBusy, setBusy] = useState(false);
  const signInWith = async (input: Readonly<Record<string, unknown>>) => {
    setBusy(true);
    const result = await resultOf(action(input));
    if (!result.ok) {
      setBusy(false);
      return result;
    }
    window.location.assign(result.value === 'signed_in' ? pathAfter : `${SIGN_IN}?to=${encodeURIComponent(pathAfter)}`);
    return undefined;
  };
  return { signInWith, isBusy };
}
