'use server';

import { revalidatePath } from 'next/cache';
import type { Command } from '#lib/commands/command.ts';
import * as rows from '#lib/commands/rows/audience/activations.ts';
import { runCommand } from '#lib/web/run-command.ts';

export async function runActivation(input: unknown) {
  const result = await change(rows.runActivation, input);
  revalidatePath('/jobs');
  return result;
}

export async function pauseActivation(input: unknown) {
  return change(rows.pauseActivation, input);
}

export async function resumeActivation(input: unknown) {
  return change(rows.resumeActivation, input);
}

export async function deleteActivation(input: unknown) {
  return change(rows.deleteActivation, input);
}

/** The tree and the lists of the studio show activations, or how many there are. */
async function change<C extends Command>(command: C, input: unknown) {
  const result = await runCommand(command, input);
  revalidatePath('/audience', 'layout');
  return result;
}
