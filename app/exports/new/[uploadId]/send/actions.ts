'use server';

import { revalidatePath } from 'next/cache';
import { sendEvents as command } from '#lib/commands/console/exports.ts';
import { runCommand } from '#lib/web/run-command.ts';

export async function sendEvents(input: unknown) {
  const result = await runCommand(command, input);
  revalidatePath('/jobs');
  return result;
}
