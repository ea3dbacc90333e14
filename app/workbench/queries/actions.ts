'use server';

import { revalidatePath } from 'next/cache';
import * as pageCommands from '#lib/commands/console/queries.ts';
import * as queries from '#lib/commands/rows/queries.ts';
import { runCommand } from '#lib/web/run-command.ts';

export async function saveQuery(input: unknown) {
  const result = await runCommand(pageCommands.saveEditedQuery, input);
  revalidatePath('/workbench', 'layout');
  return result;
}

/** Creates a job that the worker executes, and returns its ID. */
export async function runEditedQuery(input: unknown) {
  const result = await runCommand(pageCommands.runEditedQuery, input);
  revalidatePath('/jobs');
  return result;
}

export async function runShownQuery(input: unknown) {
  const result = await runCommand(pageCommands.runShownQuery, input);
  revalidatePath('/workbench', 'layout');
  revalidatePath('/jobs');
  return result;
}

export async function duplicateQuery(input: unknown) {
  const result = await runCommand(pageCommands.duplicateQuery, input);
  revalidatePath('/workbench', 'layout');
  return result;
}

export async function deleteQuery(input: unknown) {
  const result = await runCommand(queries.deleteQuery, input);
  revalidatePath('/workbench', 'layout');
  return result;
}
