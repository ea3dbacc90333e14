'use server';

import { revalidatePath } from 'next/cache';
import * as mappings from '#lib/commands/rows/mappings.ts';
import { runCommand } from '#lib/web/run-command.ts';

export async function renameMapping(input: unknown) {
  const result = await runCommand(mappings.renameMapping, input);
  revalidatePath('/', 'layout');
  return result;
}

export async function deleteMapping(input: unknown) {
  const result = await runCommand(mappings.deleteMapping, input);
  revalidatePath('/', 'layout');
  return result;
}
