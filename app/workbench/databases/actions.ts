'use server';

import { revalidatePath } from 'next/cache';
import { loadSampleData } from '#lib/commands/console/databases.ts';
import * as databases from '#lib/commands/rows/databases.ts';
import * as tables from '#lib/commands/rows/tables.ts';
import { runCommand } from '#lib/web/run-command.ts';

export async function createDatabase(input: unknown) {
  const result = await runCommand(databases.createDatabase, input);
  revalidatePath('/workbench', 'layout');
  return result;
}

export async function deleteDatabase(input: unknown) {
  const result = await runCommand(databases.deleteDatabase, input);
  revalidatePath('/workbench', 'layout');
  return result;
}

export async function deleteTable(input: unknown) {
  const result = await runCommand(tables.deleteTable, input);
  revalidatePath('/workbench', 'layout');
  return result;
}

/** Loads the sample tables, queries and workflow project. */
export async function loadSamples() {
  const result = await runCommand(loadSampleData, {});
  revalidatePath('/workbench', 'layout');
  return result;
}
