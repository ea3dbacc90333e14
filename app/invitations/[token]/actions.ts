'use server';

import { acceptInvitation as acceptCommand } from '#lib/commands/console/access/people.ts';
import { runCommand } from '#lib/web/run-command.ts';
import { requestClient, setEntryCookies } from '#lib/web/session-cookies.ts';

export async function acceptInvitation(input: Readonly<Record<string, unknown>>) {
  return setEntryCookies(await runCommand(acceptCommand, { ...input, client: await requestClient() }));
}
