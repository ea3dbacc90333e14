'use server';

import { revalidatePath } from 'next/cache';
import * as segments from '#lib/commands/rows/audience/segments.ts';
import { runCommand } from '#lib/web/run-command.ts';

/** Saves the rule and description of a segment. */
export async function saveRule(input: unknown) {
  const result = await runCommand(segments.changeSegment, input);
  revalidatePath('/audience', 'layout');
  return result;
}

export async function createSegment(input: unknown) {
  const result = await runCommand(segments.createSegment, input);
  revalidatePath('/audience', 'layout');
  return result;
}
