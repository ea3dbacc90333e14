import { revalidatePath } from 'next/cache';
import type { Command } from '#lib/commands/command.ts';
import { runCommand } from '#lib/web/run-command.ts';

/** Performs a command for a server action. Refreshes all studio pages, because each shows the tree with its counts. */
export async function changeAudience<C extends Command>(command: C, input: unknown) {
  const result = await runCommand(command, input);
  revalidatePath('/audience', 'layout');
  return result;
}
