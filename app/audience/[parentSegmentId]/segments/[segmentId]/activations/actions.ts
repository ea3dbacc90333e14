'use server';

import { revalidatePath } from 'next/cache';
import { runShownActivation } from '#lib/commands/audience/activations.ts';
import * as activations from '#lib/commands/rows/audience/activations.ts';
import { changeAudience } from '../../../../change-audience.ts';

/** Creates the job of a run, if the activation still sends to where the page showed. */
export async function runActivation(input: unknown) {
  const result = await changeAudience(runShownActivation, input);
  revalidatePath('/jobs');
  return result;
}

export async function pauseActivation(input: unknown) {
  return changeAudience(activations.pauseActivation, input);
}

export async function resumeActivation(input: unknown) {
  return changeAudience(activations.resumeActivation, input);
}

export async function deleteActivation(input: unknown) {
  return changeAudience(activations.deleteActivation, input);
}
