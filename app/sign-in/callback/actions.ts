'use server';

import * as sso from '#lib/commands/console/access/single-sign-on.ts';
import { runCommand } from '#lib/web/run-command.ts';
import { requestClient, setSessionCookies, takeSsoToken } from '#lib/web/session-cookies.ts';

interface CallbackInput {
  readonly parameters: string;
}

export async function completeSsoSignIn(input: CallbackInput) {
  const token = await takeSsoToken();
  const client = await requestClient();
  const result = await runCommand(sso.completeSsoSignIn, { ...input, token, client });
  if (!result.ok) return result;
  await setSessionCookies(result.value.tokens);
  return { ok: true, value: { to: result.value.to } } as const;
}

/** Connects an identity to the person of the session. */
export async function connectIdentity(input: CallbackInput) {
  return runCommand(sso.connectIdentity, { ...input, token: await takeSsoToken() });
}

/** Gives the session a fresh proof. The page that needs the proof waits in another window. */
export async function proveBySso(input: CallbackInput) {
  return runCommand(sso.proveBySso, { ...input, token: await takeSsoToken() });
}
