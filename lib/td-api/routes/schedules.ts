import { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import type { SavedQuery } from '../../core/saved-query.ts';
import { runPlannedTimes } from '../../operations/run-saved-query.ts';
import { type ScheduledQueryChanges, saveScheduledQuery } from '../../operations/save-scheduled-query.ts';
import { runQueryOptions, saveQueryOptions } from '../../runtime/schedules.ts';
import type { Runtime } from '../../runtime.ts';
import { boundsOf, optionalText, part, text, wholeNumber } from '../asked.ts';
import { jobRecord } from '../job-record.ts';
import { exportAsked } from '../result-target.ts';
import { tdRoute } from '../route.ts';
import { nextTime, scheduleRecord } from '../schedule-record.ts';
import { tdTime } from '../td-time.ts';
import { refuseOtherEngines } from './jobs.ts';

const nothing = z.object({});

/** An empty cron and an empty result take away what is there; anything else that is empty is not given. */
const scheduleAsked = z.object({
  name: optionalText,
  type: optionalText,
  query: optionalText,
  database: optionalText,
  priority: optionalText,
  retry_limit: optionalText,
  timezone: optionalText,
  delay: optionalText,
  cron: text.optional(),
  result: text.optional(),
});

type ScheduleAsked = z.output<typeof scheduleAsked>;

/** Throws UserError `query_name_unknown`. */
function scheduleNamed({ queries }: Runtime, name: string): SavedQuery {
  const query = queries.findByName(name);
  if (!query) throw new UserError('query_name_unknown', { name });
  return query;
}

function save(runtime: Runtime, before: SavedQuery | undefined, asked: ScheduleAsked): SavedQuery {
  if (asked.type !== undefined) refuseOtherEngines(asked.type);
  const options = { ...saveQueryOptions(runtime), plannedRuns: runtime.plannedRuns, clock: runtime.clock };
  return saveScheduledQuery({ ...options, queries: runtime.queries }, before, changesOf(asked, runtime));
}

function changesOf(asked: ScheduleAsked, runtime: Runtime): ScheduledQueryChanges {
  const { name, query: sql, database, priority, retry_limit: retryLimit, cron, timezone: timeZone, delay } = asked;
  return {
    query: given({ name, sql, database, priority, retryLimit, export: exportChange(asked, runtime) }),
    schedule: isNone(cron) ? null : given({ cron, timeZone, delaySeconds: delay }),
  };
}

function isNone(cron: string | undefined): boolean {
  return cron !== undefined && ['', 'none'].includes(cron.trim().toLowerCase());
}

/** Null: the result goes nowhere from now on. */
function exportChange({ result }: ScheduleAsked, { authentications }: Runtime) {
  if (result === undefined) return undefined;
  const to = exportAsked({ result: result === '' ? undefined : result }, authentications);
  return to ? { authentication: to.authentication.id, parameters: to.parameters } : null;
}

function given(changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

export const listSchedules = tdRoute({
  method: 'GET',
  path: '/schedule/list',
  input: nothing,
  run: (_, runtime) => ({ schedules: runtime.queries.list().map((query) => scheduleRecord(query, runtime)) }),
});

/** Without a cron it is a saved query. */
export const createSchedule = tdRoute({
  method: 'POST',
  path: '/schedule/create/{schedule}',
  input: scheduleAsked,
  run({ schedule: name, ...asked }, runtime) {
    const saved = save(runtime, undefined, { ...asked, name, cron: asked.cron ?? '' });
    return { ...scheduleRecord(saved, runtime), start: nextTime(saved) };
  },
});

export const updateSchedule = tdRoute({
  method: 'POST',
  path: '/schedule/update/{schedule}',
  input: scheduleAsked,
  run: ({ schedule: name, ...asked }, runtime) =>
    scheduleRecord(save(runtime, scheduleNamed(runtime, name), asked), runtime),
});

export const deleteSchedule = tdRoute({
  method: 'POST',
  path: '/schedule/delete/{schedule}',
  input: nothing,
  run({ schedule: name }, runtime) {
    const query = scheduleNamed(runtime, name);
    runtime.queries.delete(query.id);
    return scheduleRecord(query, runtime);
  },
});

/** How far back those that have a job are looked for. */
const LOOKED_THROUGH = 10_000;

/** The jobs that came of it, newest first. Planned times that were left out have none. */
export const scheduleHistory = tdRoute({
  method: 'GET',
  path: '/schedule/history/{schedule}',
  input: z.object(part),
  run({ schedule: name, ...asked }, runtime) {
    const { from, end } = boundsOf(asked);
    const runs = runtime.plannedRuns.list(scheduleNamed(runtime, name).id, { limit: LOOKED_THROUGH });
    const history = runs
      .filter(({ jobId }) => jobId !== null)
      .slice(from, end)
      .flatMap(({ jobId, plannedAt }) => {
        const job = jobId === null ? undefined : runtime.jobs.find(jobId);
        return job ? [{ ...jobRecord(job, runtime), scheduled_at: tdTime(plannedAt) }] : [];
      });
    return { history, count: history.length, from, to: end - 1 };
  },
});

const MOST_RUNS = 100;
/** Unix seconds, up to the year 9999. */
const LATEST = 253_402_300_799;

export const runSchedule = tdRoute({
  method: 'POST',
  path: '/schedule/run/{schedule}/{time}',
  input: z.object({ num: wholeNumber({ min: 1, max: MOST_RUNS, usual: 1 }) }),
  run({ schedule: name, time, num }, runtime) {
    if (!/^\d{1,12}$/.test(time) || Number(time) > LATEST)
      throw new UserError('number_out_of_range', { field: 'time', min: 0, max: LATEST });
    const { id } = scheduleNamed(runtime, name);
    const runs = runPlannedTimes(runQueryOptions(runtime), id, Number(time) * 1000, num);
    const jobs = runs.map(({ job, plannedAt }) => {
      return { job_id: String(job), type: 'presto', scheduled_at: tdTime(plannedAt) };
    });
    return { jobs };
  },
});
