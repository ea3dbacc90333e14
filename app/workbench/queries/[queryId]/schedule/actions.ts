'use server';

import { revalidatePath } from 'next/cache';
import { saveSchedule as saveCommand } from '#lib/commands/console/schedules.ts';
import * as schedules from '#lib/commands/rows/schedules.ts';
import { runCommand } from '#lib/web/run-command.ts';

export async function saveSchedule(input: unknown) {
  const result = await runCommand(saveCommand, input);
  revalidatePath('/workbench', 'layout');
  return result;
}

export async function pauseSchedule(input: unknown) {
  const result = await runCommand(schedules.pauseSchedule, input);
  revalidatePath('/workbench', 'layout');
  return result;
}

export async function resumeSchedule(input: unknown) {
  const result = await runCommand(schedules.resumeSchedule, input);
  revalidatePath('/workbench', 'layout');
  return result;
}
