'use server';

import { revalidatePath } from 'next/cache';
import { ACCOUNT } from '#components/paths.ts';
import * as commands from '#lib/commands/console/access/people.ts';
import { requestVisitor } from '#lib/web/request/request-visitor.ts';
import { runCommand } from '#lib/web/run-command.ts';
import { deleteSessionCookie } from '#lib/web/session-cookies.ts';

export async function renameSelf(input: unknown) {
  const result = await runCommand(commands.renameSelf, input);
  revalidatePath(ACCOUNT);
  return result;
}

export async function signOut() {
  const { session } = await requestVisitor();
  const result = await runCommand(commands.endSession, { id: session });
  if (result.ok) await deleteSessionCookie();
  return result;
}
