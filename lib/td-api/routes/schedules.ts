import { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import { refuseOtherTypes } from '../../core/job/query.ts';
import type { QueryChanges, SavedQuery } from '../../core/query/saved-query.ts';
import { BY_NAME } from '../../core/record/plan.ts';
import { scheduleInput } from '../../core/schedule/schedule.ts';
import { runPlannedTimes } from '../../operations/queries/run-saved-query.ts';
import { type ScheduledQueryChanges, saveScheduledQuery } from '../../operations/schedules/save-scheduled-query.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { runQueryOptions, saveScheduledOptions } from '../../runtime/schedules.ts';
import { boundsOf, given, MOMENTS, optionalNumber, optionalText, part, queryAsked, text } from '../asked.ts';
import { domainKeyAsked, makeOnce } from '../domain-key.ts';
import { jobRecord } from '../job-record.ts';
import { exportAsked } from '../result-target.ts';
import { tdRoute } from '../route.ts';
import { nextTime, scheduleRecord } from '../schedule-record.ts';
import { tdTime } from '../td-time.ts';

const nothing = z.object({});

const { delaySeconds } = scheduleInput.shape;

/** An empty cron and an empty result take away what is there; anything else that is empty is not given. */
const scheduleAsked = z.object({
  name: optionalText,
  type: optionalText,
  query: optionalText,
  database: optionalText,
  ...queryAsked,
  timezone: optionalText,
  delay: given.pipe(delaySeconds.unwrap().optional()),
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

async function save(runtime: Runtime, before: SavedQuery | undefined, asked: ScheduleAsked): Promise<SavedQuery> {
  if (asked.type !== undefined) refuseOtherTypes(asked.type);
  return saveScheduledQuery(saveScheduledOptions(runtime), before, changesOf(asked, runtime));
}

function changesOf(asked: ScheduleAsked, runtime: Runtime): ScheduledQueryChanges {
  const { name, query: sql, database, priority, retry_limit: retryLimit, cron, timezone: timeZone, delay } = asked;
  return {
    query: said({ name, sql, database, priority, retryLimit, export: exportChange(asked, runtime) }),
    schedule: isNone(cron) ? null : said({ cron, timeZone, delaySeconds: delay }),
  };
}

function isNone(cron: string | undefined): boolean {
  return cron !== undefined && ['', 'none'].includes(cron.trim().toLowerCase());
}

/** Null: the result goes nowhere from now on. Columns feed the fields of their names. */
function exportChange({ result }: ScheduleAsked, { authentications }: Runtime): QueryChanges['export'] {
  if (result === undefined) return undefined;
  const to = exportAsked({ result: result === '' ? undefined : result }, authentications);
  if (!to) return null;
  const { authentication, parameters } = to;
  const { id } = authentication;
  return { ...BY_NAME, authentication: id, parameters, alreadyAccepted: 'skip', delivery: 'at_least_once' };
}

function said<T extends object>(changes: T): Partial<T> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<T>;
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
  async run({ schedule: name, ...asked }, runtime) {
    const saved = await save(runtime, undefined, { ...asked, name, cron: asked.cron ?? '' });
    return { ...scheduleRecord(saved, runtime), start: nextTime(saved) };
  },
});

export const updateSchedule = tdRoute({
  method: 'POST',
  path: '/schedule/update/{schedule}',
  input: scheduleAsked,
  run: async ({ schedule: name, ...asked }, runtime) =>
    scheduleRecord(await save(runtime, scheduleNamed(runtime, name), asked), runtime),
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

/** A domain key is of all runs that are asked for at once: the first one's job has it. */
export const runSchedule = tdRoute({
  method: 'POST',
  path: '/schedule/run/{schedule}/{time}',
  input: z.object({ num: optionalNumber({ min: 1, max: MOST_RUNS }), ...domainKeyAsked }),
  run({ schedule: name, time, num = 1, domain_key: domainKey }, runtime) {
    if (!/^\d{1,12}$/.test(time) || Number(time) > MOMENTS.max)
      throw new UserError('number_out_of_range', { field: 'time', ...MOMENTS });
    const { id } = scheduleNamed(runtime, name);
    const asked = { from: Number(time) * 1000, count: num, domainKey };
    const runs = makeOnce(domainKey, runtime, () => runPlannedTimes(runQueryOptions(runtime), id, asked));
    const jobs = runs.map(({ job, plannedAt }) => {
      return { job_id: String(job), type: 'presto', scheduled_at: tdTime(plannedAt) };
    });
    return { jobs };
  },
});
