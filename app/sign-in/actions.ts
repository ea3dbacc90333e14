'use server';

import { ownPath } from '#components/people/own-path.ts';
import * as passkeys from '#lib/commands/console/access/passkeys.ts';
import { signIn as signInCommand } from '#lib/commands/console/access/people.ts';
import * as factors from '#lib/commands/console/access/second-factors.ts';
import * as sso from '#lib/commands/console/access/single-sign-on.ts';
import { equalizeRefusalTime } from '#lib/web/equalize-refusal-time.ts';
import { runCommand } from '#lib/web/run-command.ts';
import {
  deletePendingCookie,
  pendingToken,
  requestClient,
  setSignInCookies,
  setSsoCookie,
} from '#lib/web/session-cookies.ts';

export async function signIn(input: Readonly<Record<string, unknown>>) {
  const client = await requestClient();
  return setSignInCookies(await equalizeRefusalTime(() => runCommand(signInCommand, { ...input, client })));
}

/** Performs the second step of a sign-in, in the browser that performed the first. */
export async function completeSignIn(input: Readonly<Record<string, unknown>>) {
  const pending = await pendingToken();
  const client = await requestClient();
  return setSignInCookies(await runCommand(factors.completeSignIn, { ...input, pending, client }));
}

export async function cancelSignIn() {
  await runCommand(factors.cancelSignIn, { pending: await pendingToken() });
  await deletePendingCookie();
}

/** Returns what the browser needs to request a passkey. */
export async function beginPasskeySignIn() {
  return runCommand(passkeys.beginPasskeySignIn, { client: await requestClient() });
}

export async function completePasskeySignIn(input: Readonly<Record<string, unknown>>) {
  const client = await requestClient();
  return setSignInCookies(await runCommand(passkeys.completePasskeySignIn, { ...input, client }));
}

/** Returns the identity provider's URL that the browser must open; after the sign-in, the console opens `to`. */
export async function beginSsoSignIn(input: Readonly<Record<string, unknown>>) {
  const to = ownPath(input['to']);
  return setSsoCookie(await runCommand(sso.beginSsoSignIn, { to, client: await requestClient() }));
}
