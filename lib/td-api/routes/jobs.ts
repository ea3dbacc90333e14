import { z } from 'zod';
import { authenticationsFor } from '../../commands/authentications-for.ts';
import { jobForReader } from '../../commands/concealed/concealed-job.ts';
import { UserError } from '../../core/errors.ts';
import { isFinal, type Job, type JobState, resultUploadOf } from '../../core/job/job.ts';
import { refuseOtherTypes } from '../../core/job/query.ts';
import { exportResult } from '../../operations/exports/start-export.ts';
import { jobOf, stopJob } from '../../operations/jobs/control-job.ts';
import { createQueryJob } from '../../operations/queries/create-query-job.ts';
import { readableUpload } from '../../operations/uploads/readable-upload.ts';
import { controlOf } from '../../runtime/execute.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { createOnce, domainKeyInputShape } from '../domain-key.ts';
import { durationOf, fullTdJobObject, tdJobObject, tdStatus, tdStatusObject } from '../job-record.ts';
import { RESULT_FORMATS, resultResponse } from '../result-formats.ts';
import { parseExportInput, resultInputShape } from '../result-target.ts';
import { defineTdRoute } from '../route.ts';
import {
  optionalNumber,
  optionalText,
  queryInputShape,
  rangeInputShape,
  rangeOf,
  textInput,
  UNIX_TIME_BOUNDS,
} from '../route-inputs.ts';

const noInput = z.object({});

/** Treats an id that is not a number as unknown. Throws UserError `job_unknown`. */
async function findJob(runtime: Runtime, id: string): Promise<Job> {
  if (!/^[1-9]\d{0,14}$/.test(id)) throw new UserError('job_unknown', { id });
  return jobOf(runtime, Number(id));
}

export const issueJob = defineTdRoute({
  permission: 'queries.run',
  effect: 'changesInSteps',
  action: 'runQuery',
  method: 'POST',
  path: '/job/issue/{type}/{database}',
  input: z.object({
    query: textInput.default(''),
    ...queryInputShape,
    ...domainKeyInputShape,
    scheduled_time: optionalNumber(UNIX_TIME_BOUNDS),
    ...resultInputShape,
  }),
  async run({ type, database, query: sql, priority, ...input }, runtime, actor, audit) {
    refuseOtherTypes(type);
    const { retry_limit: retryLimit, domain_key: domainKey, scheduled_time: plannedAt } = input;
    const queryExport = await parseExportInput(input, authenticationsFor(actor, runtime));
    const query = { database, sql, priority, retryLimit, domainKey, plannedAt, export: queryExport };
    const { id } = await createOnce(domainKey, runtime, () => createQueryJob(query, runtime));
    await audit.setObject({ kind: 'job', id: String(id) });
    return { job: String(id), job_id: String(id), database };
  },
});

export const showJob = defineTdRoute({
  permission: 'jobs.read',
  effect: 'reads',
  action: 'getJob',
  method: 'GET',
  path: '/job/show/{job}',
  input: noInput,
  run: async ({ job }, runtime, actor) => fullTdJobObject(jobForReader(actor, await findJob(runtime, job)), runtime),
});

export const jobStatus = defineTdRoute({
  permission: 'jobs.read',
  effect: 'reads',
  action: 'getJob',
  method: 'GET',
  path: '/job/status/{job}',
  input: noInput,
  run: async ({ job }, runtime) => tdStatusObject(await findJob(runtime, job), runtime),
});

export const jobStatusByDomainKey = defineTdRoute({
  permission: 'jobs.read',
  effect: 'reads',
  action: 'getJob',
  method: 'GET',
  path: '/job/status_by_domain_key/{domainKey}',
  input: noInput,
  async run({ domainKey }, runtime) {
    const job = await runtime.jobs.findByDomainKey(domainKey);
    if (!job) throw new UserError('domain_key_unknown');
    return tdStatusObject(job, runtime);
  },
});

/** Our states for each of TD's states. */
const STATES: Readonly<Record<string, readonly JobState[]>> = {
  queued: ['queued'],
  running: ['running', 'paused'],
  success: ['success'],
  error: ['error'],
  killed: ['killed'],
};

/** How many jobs are searched for slow ones. */
const SLOW_JOB_SEARCH_DEPTH = 10_000;

export const listJobs = defineTdRoute({
  permission: 'jobs.read',
  effect: 'reads',
  action: 'listJobs',
  method: 'GET',
  path: '/job/list',
  input: z.object({
    ...rangeInputShape,
    status: optionalText,
    slower_than: optionalNumber({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  }),
  async run({ status, slower_than: seconds = 0, ...range }, runtime, actor) {
    const { from, end } = rangeOf(range);
    const limit = seconds > 0 ? SLOW_JOB_SEARCH_DEPTH : end;
    const candidates = await jobsInStates(runtime, status === undefined ? undefined : (STATES[status] ?? []), limit);
    const now = runtime.clock.now();
    const matching = seconds === 0 ? candidates : candidates.filter((job) => durationOf(job, now) > seconds);
    const shown = matching.slice(from, end).map((job) => jobForReader(actor, job));
    const jobs = await Promise.all(shown.map((job) => tdJobObject(job, runtime)));
    return { jobs, count: jobs.length, from, to: end - 1 };
  },
});

/** The jobs in these states, newest first. */
async function jobsInStates(
  { jobs }: Runtime,
  states: readonly JobState[] | undefined,
  limit: number,
): Promise<readonly Job[]> {
  if (states === undefined) return jobs.list({ limit });
  return (await Promise.all(states.map((state) => jobs.list({ limit, state })))).flat().sort((a, b) => b.id - a.id);
}

export const jobResult = defineTdRoute({
  permission: 'values.show',
  effect: 'downloads',
  action: 'downloadResult',
  method: 'GET',
  path: '/job/result/{job}',
  input: z.object({ format: z.enum(RESULT_FORMATS, 'result_format_unknown').default('tsv') }),
  run: async ({ job, format }, runtime) => resultResponse(runtime, (await findJob(runtime, job)).id, format),
});

export const killJob = defineTdRoute({
  permission: 'jobs.control',
  effect: 'changesInSteps',
  action: 'killJob',
  method: 'POST',
  path: '/job/kill/{job}',
  input: noInput,
  async run({ job }, runtime) {
    const { id, state } = await findJob(runtime, job);
    if (!isFinal(state)) await stopJob(controlOf(runtime), id, 'kill');
    return { job_id: String(id), former_status: tdStatus(state) };
  },
});

export const exportJobResult = defineTdRoute({
  permission: 'exports.create',
  effect: 'changesInSteps',
  action: 'createExport',
  method: 'POST',
  path: '/job/result_export/{job}',
  input: z.object({ ...resultInputShape, ...domainKeyInputShape }),
  async run({ job, domain_key: domainKey, ...input }, runtime, actor, audit) {
    const upload = await readableUpload(runtime, resultUploadOf(await findJob(runtime, job)));
    const queryExport = await parseExportInput(input, authenticationsFor(actor, runtime));
    if (!queryExport) throw new UserError('result_without_authentication');
    const create = () => exportResult({ ...queryExport, upload, domainKey }, runtime);
    const { id } = await createOnce(domainKey, runtime, create);
    await audit.setObject({ kind: 'job', id: String(id) });
    return { job: String(id), job_id: String(id) };
  },
});
