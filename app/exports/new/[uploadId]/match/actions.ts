'use server';

import { revalidatePath } from 'next/cache';
import { startReview as start } from '#lib/commands/console/mappings/saved-mappings.ts';
import { saveMapping as command } from '#lib/commands/rows/mappings.ts';
import { runCommand } from '#lib/web/run-command.ts';

export async function saveMapping(input: unknown) {
  const result = await runCommand(command, input);
  revalidatePath('/', 'layout');
  return result;
}

export async function startReview(input: unknown) {
  return runCommand(start, input);
}
