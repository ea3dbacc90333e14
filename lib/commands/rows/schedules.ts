import { z } from 'zod';
import { plannedTimes } from '../../core/schedule/timetable.ts';
import { runPlannedTimes, runSavedQuery } from '../../operations/queries/run-saved-query.ts';
import { changeQuerySchedule } from '../../operations/schedules/save-scheduled-query.ts';
import { setSchedulePaused, unscheduleQuery } from '../../operations/schedules/schedule-query.ts';
import { defineCommand, idNumber } from '../command.ts';
import { pageInput, pageShape, toPage } from '../inputs/page.ts';
import { scheduleChangesOf, scheduleInputShape } from '../inputs/schedule-input.ts';
import { plannedRunObject, plannedRunShape } from '../shapes/planned-run.ts';
import { queryObject, queryShape } from '../shapes/query.ts';
import { isoTime, registerShape, timestamp } from '../shapes/shape-registry.ts';

const MAX_RUNS = 1000;
const MAX_NEXT_TIMES = 100;

/** Creates the schedule of a query, or changes only what is given. */
export const setSchedule = defineCommand({
  id: 'setSchedule',
  permission: 'schedules.write',
  effect: 'changes',
  input: z.object({ query: idNumber, ...scheduleInputShape }),
  answer: queryShape,
  async run({ query, ...input }, runtime) {
    return queryObject(await changeQuerySchedule(runtime, await runtime.queries.get(query), scheduleChangesOf(input)));
  },
});

export const deleteSchedule = defineCommand({
  id: 'deleteSchedule',
  permission: 'schedules.write',
  effect: 'changes',
  input: z.object({ query: idNumber }),
  answer: 'nothing',
  run: ({ query }, runtime) => unscheduleQuery(runtime, query),
});

export const pauseSchedule = defineCommand({
  id: 'pauseSchedule',
  permission: 'schedules.write',
  effect: 'changes',
  input: z.object({ query: idNumber }),
  answer: queryShape,
  run: async ({ query }, runtime) => queryObject(await setSchedulePaused(runtime, query, true)),
});

export const resumeSchedule = defineCommand({
  id: 'resumeSchedule',
  permission: 'schedules.write',
  effect: 'changes',
  input: z.object({ query: idNumber }),
  answer: queryShape,
  run: async ({ query }, runtime) => queryObject(await setSchedulePaused(runtime, query, false)),
});

/** The next planned times; empty if the query has no schedule, or if the schedule is paused or over. */
export const listNextTimes = defineCommand({
  id: 'listNextTimes',
  permission: 'schedules.read',
  effect: 'reads',
  input: z.object({ query: idNumber, limit: z.coerce.number<number>().int().min(1).max(MAX_NEXT_TIMES).default(5) }),
  answer: registerShape('NextTimes', z.object({ data: z.array(timestamp) })),
  async run({ query, limit }, { queries }) {
    const { schedule } = await queries.get(query);
    if (schedule === null || schedule.isPaused || schedule.nextAt === null) return { data: [] };
    const justBefore = schedule.nextAt - 1; // so that `nextAt` itself is listed
    return { data: plannedTimes(schedule, justBefore, limit).map(isoTime) };
  },
});

export const listPlannedRuns = defineCommand({
  id: 'listPlannedRuns',
  permission: 'schedules.read',
  effect: 'reads',
  input: z.object({ query: idNumber, ...pageInput }),
  answer: registerShape('PlannedRunPage', pageShape(plannedRunShape)),
  async run({ query, cursor: before, limit }, { queries, plannedRuns }) {
    await queries.get(query); // throws if unknown
    const runs = await plannedRuns.list({ kind: 'query', id: query }, { limit: limit + 1, before });
    return toPage(runs, limit, ({ id }) => id, plannedRunObject);
  },
});

/**
 * Runs a query now, or for `count` planned times, the first at or after `from`. Each run is a job, which waits for the
 * worker.
 */
export const runSaved = defineCommand({
  id: 'runSaved',
  permission: 'queries.run',
  effect: 'changes',
  usesAddresses: true,
  input: z.object({ query: idNumber, from: timestamp.optional(), count: z.int().min(1).max(MAX_RUNS).default(1) }),
  answer: registerShape('MadeRuns', z.object({ data: z.array(z.object({ job_id: z.int(), time: timestamp })) })),
  async run({ query, from, count }, runtime) {
    const runs =
      from === undefined
        ? [await runSavedQuery(runtime, query)]
        : await runPlannedTimes(runtime, query, { from: Date.parse(from), count });
    return { data: runs.map(({ job, plannedAt }) => ({ job_id: job, time: isoTime(plannedAt) })) };
  },
});
