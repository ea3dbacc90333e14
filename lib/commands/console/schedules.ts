import { z } from 'zod';
import { scheduleInput } from '../../core/schedule/schedule.ts';
import { runTargetOf } from '../../operations/exports/run-target.ts';
import { scheduleQuery, unscheduleQuery } from '../../operations/schedules/schedule-query.ts';
import { defineInternalCommand, idNumber } from '../command.ts';

const RUNS_PER_PAGE = 50;

/** A query with its export and one page of its runs, newest first. */
export const viewSchedule = defineInternalCommand({
  id: 'viewSchedule',
  permission: 'schedules.read',
  effect: 'reads',
  input: z.object({ query: idNumber, before: z.int().nonnegative().optional() }),
  async run({ query: id, before }, runtime) {
    const { queries, plannedRuns, workers } = runtime;
    const query = await queries.get(id);
    const rows = await plannedRuns.list({ kind: 'query', id }, { limit: RUNS_PER_PAGE + 1, before });
    const runs = rows.slice(0, RUNS_PER_PAGE);
    const older = rows.length > RUNS_PER_PAGE ? runs.at(-1)?.id : undefined;
    const exportTo = await runTargetOf(query.export, runtime);
    return { query, exportTo, runs, older, isWorkerAlive: await workers.isAnyAlive() };
  },
});

/**
 * Sets the schedule of a query as entered in its form; null removes the schedule. The form has no input for `isPaused`:
 * the stored value stays, because someone else may have paused the schedule since the form was opened.
 */
export const saveSchedule = defineInternalCommand({
  id: 'saveSchedule',
  permission: 'schedules.write',
  effect: 'changes',
  input: z.object({ query: idNumber, schedule: scheduleInput.nullable() }),
  async run({ query: id, schedule }, runtime) {
    const { schedule: before } = await runtime.queries.get(id);
    if (schedule === null) await unscheduleQuery(runtime, id);
    else await scheduleQuery(runtime, id, { ...schedule, isPaused: before?.isPaused ?? schedule.isPaused });
  },
});
