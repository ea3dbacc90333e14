'use server';

import { revalidatePath } from 'next/cache';
import { killWorkflowAttempt, retryWorkflowAttempt } from '#lib/commands/rows/workflow/attempts.ts';
import { runCommand } from '#lib/web/run-command.ts';

export async function killAttempt(input: unknown) {
  const result = await runCommand(killWorkflowAttempt, input);
  revalidatePath('/workbench/workflows', 'layout');
  return result;
}

export async function retryAttempt(input: unknown) {
  const result = await runCommand(retryWorkflowAttempt, input);
  revalidatePath('/workbench/workflows', 'layout');
  return result;
}
