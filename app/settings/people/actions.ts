'use server';

import { revalidatePath } from 'next/cache';
import { settingsPath } from '#components/paths.ts';
import { revokeApiKey as revoke } from '#lib/commands/console/access/keys.ts';
import * as commands from '#lib/commands/console/access/people.ts';
import { requestLocale } from '#lib/web/request/request-locale.ts';
import { runCommand } from '#lib/web/run-command.ts';
import { requestClient, setSessionCookies } from '#lib/web/session-cookies.ts';

const PEOPLE = settingsPath('people');

/** Creates the first account and signs its browser in. From then on, everyone has to sign in. */
export async function createOwner(input: Readonly<Record<string, unknown>>) {
  const result = await runCommand(commands.createOwner, { ...input, client: await requestClient() });
  if (!result.ok) return result;
  if (result.value) await setSessionCookies(result.value);
  return { ok: true, value: null } as const;
}

/** Returns the token of the link, which is shown only once. */
export async function invitePerson(input: unknown) {
  const result = await runCommand(commands.invitePerson, input);
  revalidatePath(PEOPLE);
  return result;
}

/** Returns the token of the link, which is shown only once. */
export async function renewInvitation(input: unknown) {
  const result = await runCommand(commands.renewInvitation, input);
  revalidatePath(PEOPLE);
  return result;
}

/** Returns the token of the link, which is shown only once. */
export async function resetPassword(input: unknown) {
  const result = await runCommand(commands.resetPassword, input);
  revalidatePath(PEOPLE);
  return result;
}

/** Mails a link that one of the actions above created, in the language of the person who sends it. */
export async function mailInvitation(input: object) {
  return runCommand(commands.mailInvitation, { ...input, locale: await requestLocale() });
}

export async function withdrawInvitation(input: unknown) {
  const result = await runCommand(commands.withdrawInvitation, input);
  revalidatePath(PEOPLE);
  return result;
}

export async function changeRole(input: unknown) {
  const result = await runCommand(commands.changeRole, input);
  revalidatePath(PEOPLE);
  return result;
}

export async function disablePerson(input: unknown) {
  const result = await runCommand(commands.disablePerson, input);
  revalidatePath(PEOPLE);
  return result;
}

/** Revokes a key that a disabled person created. */
export async function revokeApiKey(input: unknown) {
  const result = await runCommand(revoke, input);
  revalidatePath(PEOPLE);
  return result;
}

/** Removes the second factors of a person who has lost them. */
export async function removeFactors(input: unknown) {
  const result = await runCommand(commands.removeFactors, input);
  revalidatePath(PEOPLE);
  return result;
}

export async function enablePerson(input: unknown) {
  const result = await runCommand(commands.enablePerson, input);
  revalidatePath(PEOPLE);
  return result;
}
