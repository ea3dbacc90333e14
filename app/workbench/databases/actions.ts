'use server';

import { revalidatePath } from 'next/cache';
import { loadSampleQueries, loadSampleTables } from '#lib/runtime/queries/workbench.ts';
import { saveQueryOptions } from '#lib/runtime/schedules.ts';
import { runAction } from '#lib/web/action-result.ts';
import { databaseNamed, nothing, tableNamed } from './database-input.ts';

export async function createDatabase(input: unknown) {
  const result = await runAction(databaseNamed, input, async ({ database }, { workbench }) => {
    await workbench.createDatabase(database);
    return database;
  });
  revalidatePath('/workbench', 'layout');
  return result;
}

export async function deleteDatabase(input: unknown) {
  const result = await runAction(databaseNamed, input, ({ database }, { workbench }) =>
    workbench.deleteDatabase(database),
  );
  revalidatePath('/workbench', 'layout');
  return result;
}

export async function deleteTable(input: unknown) {
  const result = await runAction(tableNamed, input, ({ database, table }, { workbench }) =>
    workbench.deleteTable(database, table),
  );
  revalidatePath('/workbench', 'layout');
  return result;
}

/** Loads the sample tables and queries; returns the queries' IDs. */
export async function loadSamples() {
  const result = await runAction(nothing, {}, async (_, runtime) => {
    await loadSampleTables(runtime);
    return loadSampleQueries(runtime, saveQueryOptions(runtime)).map(({ id }) => id);
  });
  revalidatePath('/workbench', 'layout');
  return result;
}
