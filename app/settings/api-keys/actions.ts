'use server';

import { revalidatePath } from 'next/cache';
import {
  confirmApiKey as confirmCommand,
  createApiKey as createCommand,
  revokeApiKey as revokeCommand,
  rotateApiKey as rotateCommand,
} from '#lib/commands/console/access/keys.ts';
import { runCommand } from '#lib/web/run-command.ts';

/** Returns the key, which is shown only once. */
export async function createApiKey(input: unknown) {
  const result = await runCommand(createCommand, input);
  revalidatePath('/settings', 'layout');
  return result;
}

/** Returns the new key, which is shown only once. */
export async function rotateApiKey(input: unknown) {
  const result = await runCommand(rotateCommand, input);
  revalidatePath('/settings', 'layout');
  return result;
}

export async function confirmApiKey(input: unknown) {
  const result = await runCommand(confirmCommand, input);
  revalidatePath('/settings', 'layout');
  return result;
}

export async function revokeApiKey(input: unknown) {
  const result = await runCommand(revokeCommand, input);
  revalidatePath('/settings', 'layout');
  return result;
}
