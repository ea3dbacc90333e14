import { z } from 'zod';
import { scheduleInput } from '../../core/schedule/schedule.ts';
import { scheduleQuery, unscheduleQuery } from '../../operations/schedules/schedule-query.ts';
import { defineView, idNumber } from '../command.ts';

const RUNS_PER_PAGE = 50;

/** A query with one page of its runs, newest first. */
export const viewSchedule = defineView({
  id: 'viewSchedule',
  permission: 'schedules.read',
  effect: 'reads',
  input: z.object({ query: idNumber, before: z.int().nonnegative().optional() }),
  run({ query: id, before }, { queries, plannedRuns, workers }) {
    const query = queries.get(id);
    const found = plannedRuns.list({ kind: 'query', id }, { limit: RUNS_PER_PAGE + 1, before });
    const runs = found.slice(0, RUNS_PER_PAGE);
    const older = found.length > RUNS_PER_PAGE ? runs.at(-1)?.id : undefined;
    return { query, runs, older, isWorkerAlive: workers.isAnyAlive() };
  },
});

/** Sets the schedule of a query as its form has it; null removes it. */
export const saveSchedule = defineView({
  id: 'saveSchedule',
  permission: 'schedules.write',
  effect: 'changes',
  input: z.object({ query: idNumber, schedule: scheduleInput.nullable() }),
  run({ query, schedule }, runtime) {
    if (schedule === null) unscheduleQuery(runtime, query);
    else scheduleQuery(runtime, query, schedule);
  },
});
