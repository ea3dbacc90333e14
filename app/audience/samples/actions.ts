'use server';

import { revalidatePath } from 'next/cache';
import { loadSampleAudience as command } from '#lib/commands/rows/audience/audience-files.ts';
import { runCommand } from '#lib/web/run-command.ts';

/** Creates the sample parent segment with its tables, segments and activation, and builds it. */
export async function loadSampleAudience() {
  const result = await runCommand(command, {});
  revalidatePath('/', 'layout');
  return result;
}
