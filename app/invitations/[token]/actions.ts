'use server';

import { acceptInvitation as acceptCommand } from '#lib/commands/console/access/people.ts';
import { runCommand } from '#lib/web/run-command.ts';
import { requestClient, setSessionCookies } from '#lib/web/session-cookies.ts';

export async function acceptInvitation(input: Readonly<Record<string, unknown>>) {
  const result = await runCommand(acceptCommand, { ...input, client: await requestClient() });
  if (!result.ok) return result;
  await setSessionCookies(result.value);
  return { ok: true, value: null } as const;
}
