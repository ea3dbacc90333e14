'use server';

import { revalidatePath } from 'next/cache';
import { loadSample as command } from '#lib/commands/console/home.ts';
import { runCommand } from '#lib/web/run-command.ts';

/** Uploads the example file. Returns the settings for exporting it to the sandbox. */
export async function loadSample() {
  const result = await runCommand(command, {});
  revalidatePath('/', 'layout');
  return result;
}
