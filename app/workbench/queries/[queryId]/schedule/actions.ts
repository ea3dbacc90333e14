'use server';

import { revalidatePath } from 'next/cache';
import { runShownQuery } from '#lib/commands/console/queries.ts';
import { saveSchedule } from '#lib/commands/console/schedules.ts';
import { pauseSchedule, resumeSchedule } from '#lib/commands/rows/schedules.ts';
import { runCommand } from '#lib/web/run-command.ts';

export async function save(input: unknown) {
  const result = await runCommand(saveSchedule, input);
  revalidatePath('/workbench', 'layout');
  return result;
}

export async function pause(input: unknown) {
  const result = await runCommand(pauseSchedule, input);
  revalidatePath('/workbench', 'layout');
  return result;
}

export async function resume(input: unknown) {
  const result = await runCommand(resumeSchedule, input);
  revalidatePath('/workbench', 'layout');
  return result;
}

export async function run(input: unknown) {
  const result = await runCommand(runShownQuery, input);
  revalidatePath('/workbench', 'layout');
  return result;
}
