'use server';

import { revalidatePath } from 'next/cache';
import * as commands from '#lib/commands/console/access/people.ts';
import { requestVisitor } from '#lib/web/request-visitor.ts';
import { runCommand } from '#lib/web/run-command.ts';
import { deleteSessionCookie, requestClient, setSessionCookies } from '#lib/web/session-cookies.ts';

const ACCOUNT = '/account';

export async function renameSelf(input: unknown) {
  const result = await runCommand(commands.renameSelf, input);
  revalidatePath(ACCOUNT);
  return result;
}

/** All other sessions end; this browser stays signed in. */
export async function changeOwnPassword(input: Readonly<Record<string, unknown>>) {
  const result = await runCommand(commands.changeOwnPassword, { ...input, client: await requestClient() });
  if (!result.ok) return result;
  await setSessionCookies(result.value);
  revalidatePath(ACCOUNT);
  return { ok: true, value: null } as const;
}

export async function endSession(input: unknown) {
  const result = await runCommand(commands.endSession, input);
  revalidatePath(ACCOUNT);
  return result;
}

export async function endOtherSessions() {
  const { session } = await requestVisitor();
  const result = await runCommand(commands.endOtherSessions, { except: session });
  revalidatePath(ACCOUNT);
  return result;
}

export async function signOut() {
  const { session } = await requestVisitor();
  const result = await runCommand(commands.endSession, { id: session });
  if (result.ok) await deleteSessionCookie();
  return result;
}
