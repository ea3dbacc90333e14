import { z } from 'zod';
import { authenticationsFor } from '../../commands/authentications-for.ts';
import { omitUndefined } from '../../commands/omit-undefined.ts';
import type { Actor } from '../../core/access/permission.ts';
import type { AuditScope } from '../../core/audit/audit-scope.ts';
import { UserError } from '../../core/errors.ts';
import { refuseOtherTypes } from '../../core/job/query.ts';
import type { QueryChanges, SavedQuery } from '../../core/query/saved-query.ts';
import { BY_NAME } from '../../core/record/plan.ts';
import { scheduleMembers } from '../../core/schedule/schedule.ts';
import type { AuthenticationStore } from '../../operations/authentications/choose-authentication.ts';
import { runPlannedTimes } from '../../operations/queries/run-saved-query.ts';
import { type ScheduledQueryChanges, saveScheduledQuery } from '../../operations/schedules/save-scheduled-query.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { createOnce, domainKeyInputShape } from '../domain-key.ts';
import { tdJobObject } from '../job-record.ts';
import { parseExportInput } from '../result-target.ts';
import { defineTdRoute } from '../route.ts';
import {
  optionalNumber,
  optionalText,
  optionalValue,
  queryInputShape,
  rangeInputShape,
  rangeOf,
  textInput,
  UNIX_TIME_BOUNDS,
} from '../route-inputs.ts';
import { nextTime, tdScheduleObject } from '../schedule-record.ts';
import { tdTime } from '../td-time.ts';
import { dialectOf } from '../type-names.ts';

const noInput = z.object({});

const { delaySeconds } = scheduleMembers;

/** An empty cron or result removes the current one; other empty values count as not given. */
const scheduleInputShape = z.object({
  name: optionalText,
  type: optionalText,
  query: optionalText,
  database: optionalText,
  ...queryInputShape,
  timezone: optionalText,
  delay: optionalValue.pipe(delaySeconds.unwrap().optional()),
  cron: textInput.optional(),
  result: textInput.optional(),
});

type ScheduleInput = z.output<typeof scheduleInputShape>;

/** Throws UserError `query_name_unknown`. */
async function findSchedule({ queries }: Runtime, name: string): Promise<SavedQuery> {
  const query = await queries.findByName(name);
  if (!query) throw new UserError('query_name_unknown', { name });
  return query;
}

async function save(
  before: SavedQuery | undefined,
  input: ScheduleInput,
  { runtime, actor, audit }: SaveContext,
): Promise<SavedQuery> {
  if (input.type !== undefined) refuseOtherTypes(input.type);
  if (before) await audit.setObject(auditObjectOf(before));
  const saved = await saveScheduledQuery(runtime, before, await changesOf(input, authenticationsFor(actor, runtime)));
  await audit.setObject(auditObjectOf(saved));
  return saved;
}

interface SaveContext {
  readonly runtime: Runtime;
  readonly actor: Actor;
  readonly audit: AuditScope;
}

function auditObjectOf({ id }: Pick<SavedQuery, 'id'>) {
  return { kind: 'query', id: String(id) } as const;
}

async function changesOf(input: ScheduleInput, authentications: AuthenticationStore): Promise<ScheduledQueryChanges> {
  const { name, query: sql, database, priority, retry_limit: retryLimit, cron, timezone: timeZone, delay } = input;
  return {
    query: omitUndefined({
      name,
      sql,
      database,
      priority,
      retryLimit,
      export: await exportChange(input, authentications),
    }),
    schedule: isNone(cron) ? null : omitUndefined({ cron, timeZone, delaySeconds: delay }),
  };
}

function isNone(cron: string | undefined): boolean {
  return cron !== undefined && ['', 'none'].includes(cron.trim().toLowerCase());
}

/** The changed export; null to no longer send the result. Columns are matched to fields by name. */
async function exportChange(
  { result }: ScheduleInput,
  authentications: AuthenticationStore,
): Promise<QueryChanges['export']> {
  if (result === undefined) return undefined;
  const queryExport = await parseExportInput({ result: result === '' ? undefined : result }, authentications);
  if (!queryExport) return null;
  const { authentication, parameters } = queryExport;
  const { id } = authentication;
  return { ...BY_NAME, authentication: id, parameters, alreadyAccepted: 'skip', delivery: 'at_least_once' };
}

export const listSchedules = defineTdRoute({
  permission: 'schedules.read',
  effect: 'reads',
  action: 'viewSchedule',
  method: 'GET',
  path: '/schedule/list',
  input: noInput,
  run: async (_, runtime) => ({
    schedules: await Promise.all((await runtime.queries.list()).map((query) => tdScheduleObject(query, runtime))),
  }),
});

/** Saves a query with its schedule; without a cron, saves only the query. */
export const createSchedule = defineTdRoute({
  permission: 'schedules.write',
  effect: 'changesInSteps',
  action: 'saveSchedule',
  method: 'POST',
  path: '/schedule/create/{schedule}',
  input: scheduleInputShape,
  async run({ schedule: name, ...input }, runtime, actor, audit) {
    const saved = await save(undefined, { ...input, name, cron: input.cron ?? '' }, { runtime, actor, audit });
    return { ...(await tdScheduleObject(saved, runtime)), start: nextTime(saved) };
  },
});

export const updateSchedule = defineTdRoute({
  permission: 'schedules.write',
  effect: 'changesInSteps',
  action: 'saveSchedule',
  method: 'POST',
  path: '/schedule/update/{schedule}',
  input: scheduleInputShape,
  run: async ({ schedule: name, ...input }, runtime, actor, audit) =>
    tdScheduleObject(await save(await findSchedule(runtime, name), input, { runtime, actor, audit }), runtime),
});

export const deleteSchedule = defineTdRoute({
  permission: 'schedules.write',
  effect: 'changesInSteps',
  action: 'deleteSchedule',
  method: 'POST',
  path: '/schedule/delete/{schedule}',
  input: noInput,
  async run({ schedule: name }, runtime, _, audit) {
    const query = await findSchedule(runtime, name);
    await audit.setObject(auditObjectOf(query));
    await runtime.queries.delete(query.id);
    return tdScheduleObject(query, runtime);
  },
});

/** How many planned runs are searched for those with a job. */
const HISTORY_DEPTH = 10_000;

/** The jobs of a schedule, newest first. Skipped planned times have no job. */
export const scheduleHistory = defineTdRoute({
  permission: 'schedules.read',
  effect: 'reads',
  action: 'listPlannedRuns',
  method: 'GET',
  path: '/schedule/history/{schedule}',
  input: z.object(rangeInputShape),
  async run({ schedule: name, ...range }, runtime) {
    const { from, end } = rangeOf(range);
    const runs = await runtime.plannedRuns.list(
      { kind: 'query', id: (await findSchedule(runtime, name)).id },
      { limit: HISTORY_DEPTH },
    );
    const runsWithJob = runs.filter(({ jobId }) => jobId !== null).slice(from, end);
    const records = await Promise.all(
      runsWithJob.map(async ({ jobId, plannedAt }) => {
        const job = jobId === null ? undefined : await runtime.jobs.find(jobId);
        return job ? [{ ...(await tdJobObject(job, runtime)), scheduled_at: tdTime(plannedAt) }] : [];
      }),
    );
    const history = records.flat();
    return { history, count: history.length, from, to: end - 1 };
  },
});

const MAX_RUNS = 100;

/** A domain key covers all runs of one request; the first run's job has it. */
export const runSchedule = defineTdRoute({
  permission: 'queries.run',
  effect: 'changesInSteps',
  action: 'runSaved',
  method: 'POST',
  path: '/schedule/run/{schedule}/{time}',
  input: z.object({ num: optionalNumber({ min: 1, max: MAX_RUNS }), ...domainKeyInputShape }),
  async run({ schedule: name, time, num = 1, domain_key: domainKey }, runtime, _, audit) {
    if (!/^\d{1,12}$/.test(time) || Number(time) > UNIX_TIME_BOUNDS.max)
      throw new UserError('number_out_of_range', { field: 'time', ...UNIX_TIME_BOUNDS });
    const { id, engine } = await findSchedule(runtime, name);
    await audit.setObject(auditObjectOf({ id }));
    const request = { from: Number(time) * 1000, count: num, domainKey };
    const runs = await createOnce(domainKey, runtime, () => runPlannedTimes(runtime, id, request));
    const jobs = runs.map(({ job, plannedAt }) => {
      return { job_id: String(job), type: dialectOf(engine), scheduled_at: tdTime(plannedAt) };
    });
    return { jobs };
  },
});
