'use server';

import { acceptInvitation as acceptCommand } from '#lib/commands/console/access/people.ts';
import { runCommand } from '#lib/web/run-command.ts';
import { requestClient, setSignInCookies } from '#lib/web/session-cookies.ts';

export async function acceptInvitation(input: Readonly<Record<string, unknown>>) {
  return setSignInCookies(await runCommand(acceptCommand, { ...input, client: await requestClient() }));
}
