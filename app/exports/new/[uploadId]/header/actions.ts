'use server';

import { revalidatePath } from 'next/cache';
import { rereadFile as command } from '#lib/commands/console/uploads.ts';
import { runCommand } from '#lib/web/run-command.ts';

export async function rereadFile(input: unknown) {
  const result = await runCommand(command, input);
  revalidatePath('/exports/new', 'layout');
  return result;
}
