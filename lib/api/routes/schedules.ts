import { z } from 'zod';
import { plannedTimes } from '../../core/schedule/timetable.ts';
import { runPlannedTimes, runSavedQuery } from '../../operations/queries/run-saved-query.ts';
import { changeSchedule } from '../../operations/schedules/save-scheduled-query.ts';
import { pauseSchedule as pause, unscheduleQuery } from '../../operations/schedules/schedule-query.ts';
import { runQueryOptions } from '../../runtime/schedules.ts';
import { askedSchedule, scheduleChangesOf } from '../asked-schedule.ts';
import { pageAsked, pageOf, turn } from '../page.ts';
import { nothing, route } from '../route.ts';
import { isoTime, moment, named } from '../shapes/named.ts';
import { plannedRunObject, plannedRunShape } from '../shapes/planned-run.ts';
import { queryObject, queryShape } from '../shapes/query.ts';

const MOST_RUNS = 1000;
const MOST_AHEAD = 100;

/** A query without a schedule gets one; what is not said of one that it has stays as it is. */
export const setSchedule = route({
  id: 'setSchedule',
  method: 'PATCH',
  path: '/queries/{query}/schedule',
  tag: 'schedules',
  input: z.object(askedSchedule),
  answer: queryShape,
  run({ query, ...asked }, runtime) {
    return queryObject(changeSchedule(runtime, runtime.queries.get(query), scheduleChangesOf(asked)));
  },
});

export const deleteSchedule = route({
  id: 'deleteSchedule',
  method: 'DELETE',
  path: '/queries/{query}/schedule',
  tag: 'schedules',
  input: nothing,
  answer: 'nothing',
  run: ({ query }, runtime) => unscheduleQuery(runtime, query),
});

export const pauseSchedule = route({
  id: 'pauseSchedule',
  method: 'POST',
  path: '/queries/{query}/schedule/pause',
  tag: 'schedules',
  input: nothing,
  answer: queryShape,
  run: ({ query }, runtime) => queryObject(pause(runtime, query, true)),
});

export const resumeSchedule = route({
  id: 'resumeSchedule',
  method: 'POST',
  path: '/queries/{query}/schedule/resume',
  tag: 'schedules',
  input: nothing,
  answer: queryShape,
  run: ({ query }, runtime) => queryObject(pause(runtime, query, false)),
});

/** Of a schedule that is paused there are none. */
export const listNextTimes = route({
  id: 'listNextTimes',
  method: 'GET',
  path: '/queries/{query}/schedule/next-times',
  tag: 'schedules',
  input: z.object({ limit: z.coerce.number<number>().int().min(1).max(MOST_AHEAD).default(5) }),
  answer: named('NextTimes', z.object({ data: z.array(moment) })),
  run({ query, limit }, { queries }) {
    const { schedule } = queries.get(query);
    if (schedule === null || schedule.isPaused || schedule.nextAt === null) return { data: [] };
    return { data: plannedTimes(schedule, schedule.nextAt - 1, limit).map(isoTime) };
  },
});

export const listPlannedRuns = route({
  id: 'listPlannedRuns',
  method: 'GET',
  path: '/queries/{query}/runs',
  tag: 'schedules',
  input: z.object(pageAsked),
  answer: named('PlannedRunPage', pageOf(plannedRunShape)),
  run({ query, cursor: before, limit }, { queries, plannedRuns }) {
    const runs = plannedRuns.list(queries.get(query).id, { limit: limit + 1, before });
    return turn(runs, limit, ({ id }) => id, plannedRunObject);
  },
});

/** Now; or for so many of its planned times, the first one at or after a moment. Each is a job, which waits for the worker. */
export const runSaved = route({
  id: 'runSaved',
  method: 'POST',
  path: '/queries/{query}/runs',
  tag: 'schedules',
  usesAddresses: true,
  input: z.object({ from: moment.optional(), count: z.int().min(1).max(MOST_RUNS).default(1) }),
  answer: named('MadeRuns', z.object({ data: z.array(z.object({ job_id: z.int(), time: moment })) })),
  status: 201,
  run({ query, from, count }, runtime) {
    const options = runQueryOptions(runtime);
    const runs =
      from === undefined
        ? [runSavedQuery(options, query)]
        : runPlannedTimes(options, query, { from: Date.parse(from), count });
    return { data: runs.map(({ job, plannedAt }) => ({ job_id: job, time: isoTime(plannedAt) })) };
  },
});
