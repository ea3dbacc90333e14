'use server';

import { revalidatePath } from 'next/cache';
import { runSavedQuery } from '#lib/operations/queries/run-saved-query.ts';
import { saveCheckedQuery } from '#lib/operations/queries/save-query.ts';
import { runWrittenQuery } from '#lib/operations/workbench/run-written-query.ts';
import { runQueryOptions, saveQueryOptions, writtenQueryJobs } from '#lib/runtime/schedules.ts';
import { runAction } from '#lib/web/action-result.ts';
import { queryChosen, queryToDuplicate, queryToRun, queryToSave } from './query-input.ts';

export async function saveQuery(input: unknown) {
  const result = await runAction(
    queryToSave,
    input,
    async ({ id, query }, runtime) => (await saveCheckedQuery(saveQueryOptions(runtime), query, id ?? undefined)).id,
  );
  revalidatePath('/workbench', 'layout');
  return result;
}

/** Creates a job that the worker executes, and returns its ID. */
export async function runEditedQuery(input: unknown) {
  const result = await runAction(queryToRun, input, (written, runtime) =>
    runWrittenQuery(written, { ...runQueryOptions(runtime), makeWritten: writtenQueryJobs(runtime) }),
  );
  revalidatePath('/jobs');
  return result;
}

export async function runSaved(input: unknown) {
  const result = await runAction(
    queryChosen,
    input,
    ({ id }, runtime) => runSavedQuery(runQueryOptions(runtime), id).job,
  );
  revalidatePath('/workbench', 'layout');
  return result;
}

export async function duplicateQuery(input: unknown) {
  const result = await runAction(queryToDuplicate, input, ({ id, name }, { queries }) => {
    const { name: _, ...query } = queries.get(id);
    return queries.create({ ...query, name }).id;
  });
  revalidatePath('/workbench', 'layout');
  return result;
}

export async function deleteQuery(input: unknown) {
  const result = await runAction(queryChosen, input, ({ id }, { queries }) => queries.delete(id));
  revalidatePath('/workbench', 'layout');
  return result;
}
