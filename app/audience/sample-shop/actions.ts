'use server';

import { revalidatePath } from 'next/cache';
import { loadSampleAudience as command } from '#lib/commands/rows/audience/audience-files.ts';
import { runCommand } from '#lib/web/run-command.ts';

/**
 * Loads the sample shop: its tables, and its parent segment with segments and an activation. Starts a build. Also loads
 * the sample workflow project.
 */
export async function loadSampleShop() {
  const result = await runCommand(command, {});
  revalidatePath('/', 'layout');
  return result;
}
