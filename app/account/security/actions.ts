'use server';

import { revalidatePath } from 'next/cache';
import { SECURITY } from '#components/paths.ts';
import * as passkeys from '#lib/commands/console/access/passkeys.ts';
import * as people from '#lib/commands/console/access/people.ts';
import * as factors from '#lib/commands/console/access/second-factors.ts';
import * as sso from '#lib/commands/console/access/single-sign-on.ts';
import { requestVisitor } from '#lib/web/request/request-visitor.ts';
import { runCommand } from '#lib/web/run-command.ts';
import { requestClient, setSessionCookies, setSsoCookie } from '#lib/web/session-cookies.ts';

/** Changes the password. The person's other sessions end; this browser stays signed in. */
export async function changeOwnPassword(input: Readonly<Record<string, unknown>>) {
  const result = await runCommand(people.changeOwnPassword, { ...input, client: await requestClient() });
  if (!result.ok) return result;
  await setSessionCookies(result.value);
  revalidatePath(SECURITY);
  return { ok: true, value: null } as const;
}

export async function endSession(input: unknown) {
  const result = await runCommand(people.endSession, input);
  revalidatePath(SECURITY);
  return result;
}

export async function endOtherSessions() {
  const { session } = await requestVisitor();
  const result = await runCommand(people.endOtherSessions, { except: session });
  revalidatePath(SECURITY);
  return result;
}

/** Returns the secret for an authenticator app. */
export async function startTotp() {
  return runCommand(factors.startTotp, {});
}

/** Returns new recovery codes, which are shown only once; none if the person has some already. */
export async function confirmTotp(input: unknown) {
  const result = await runCommand(factors.confirmTotp, input);
  revalidatePath(SECURITY);
  return result;
}

export async function removeTotp() {
  const result = await runCommand(factors.removeTotp, {});
  revalidatePath(SECURITY);
  return result;
}

/** Returns new recovery codes, which are shown only once. */
export async function renewRecoveryCodes() {
  const result = await runCommand(factors.renewRecoveryCodes, {});
  revalidatePath(SECURITY);
  return result;
}

/** Returns what the browser needs to create a passkey. */
export async function beginPasskey() {
  return runCommand(passkeys.beginPasskey, {});
}

/** Returns new recovery codes, which are shown only once; none if the person has some already. */
export async function addPasskey(input: unknown) {
  const result = await runCommand(passkeys.addPasskey, input);
  revalidatePath(SECURITY);
  return result;
}

export async function renamePasskey(input: unknown) {
  const result = await runCommand(passkeys.renamePasskey, input);
  revalidatePath(SECURITY);
  return result;
}

export async function removePasskey(input: unknown) {
  const result = await runCommand(passkeys.removePasskey, input);
  revalidatePath(SECURITY);
  return result;
}

/** Returns the URL that the browser must open. */
export async function beginSsoConnect() {
  return setSsoCookie(await runCommand(sso.beginSsoConnect, { to: SECURITY }));
}

export async function disconnectIdentity(input: unknown) {
  const result = await runCommand(sso.disconnectIdentity, input);
  revalidatePath(SECURITY);
  return result;
}
