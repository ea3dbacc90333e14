'use server';

import { revalidatePath } from 'next/cache';
import { runSavedQuery } from '#lib/operations/queries/run-saved-query.ts';
import { pauseSchedule, scheduleQuery, unscheduleQuery } from '#lib/operations/schedules/schedule-query.ts';
import { runQueryOptions } from '#lib/runtime/schedules.ts';
import { runAction } from '#lib/web/action-result.ts';
import { queryChosen, scheduleToPause, scheduleToSave } from './schedule-input.ts';

export async function save(input: unknown) {
  const result = await runAction(scheduleToSave, input, ({ query, schedule }, runtime) => {
    if (schedule === null) unscheduleQuery(runtime, query);
    else scheduleQuery(runtime, query, schedule);
  });
  revalidatePath('/workbench', 'layout');
  return result;
}

export async function pause(input: unknown) {
  const result = await runAction(scheduleToPause, input, ({ query, isPaused }, runtime) => {
    pauseSchedule(runtime, query, isPaused);
  });
  revalidatePath('/workbench', 'layout');
  return result;
}

export async function run(input: unknown) {
  const result = await runAction(queryChosen, input, ({ query }, runtime) =>
    runSavedQuery(runQueryOptions(runtime), query),
  );
  revalidatePath('/workbench', 'layout');
  return result;
}
