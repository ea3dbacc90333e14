'use server';

import { revalidatePath } from 'next/cache';
import { runShownActivation } from '#lib/commands/audience/activations.ts';
import type { Command } from '#lib/commands/command.ts';
import * as activations from '#lib/commands/rows/audience/activations.ts';
import { changeAudience } from '../../../../../change-audience.ts';

export async function createActivation(input: unknown) {
  return perform(activations.createActivation, input);
}

export async function changeActivation(input: unknown) {
  return perform(activations.changeActivation, input);
}

/** Creates the job of a run, if the activation still sends to where the page showed. */
export async function runActivation(input: unknown) {
  return perform(runShownActivation, input);
}

async function perform<C extends Command>(command: C, input: unknown) {
  const result = await changeAudience(command, input);
  revalidatePath('/jobs');
  return result;
}
