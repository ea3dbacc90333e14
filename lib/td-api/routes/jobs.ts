import { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import { isFinal, type Job, type JobState, uploadOf } from '../../core/job/job.ts';
import { refuseOtherTypes } from '../../core/job/query.ts';
import { createExport } from '../../operations/exports/create-export.ts';
import { jobOf, stopJob } from '../../operations/jobs/control-job.ts';
import { createQueryJob } from '../../operations/queries/create-query-job.ts';
import { readableUpload } from '../../operations/uploads/readable-upload.ts';
import { controlOf } from '../../runtime/execute.ts';
import { createExportOptions } from '../../runtime/operation-options.ts';
import { createQueryJobOptions } from '../../runtime/queries/workbench.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { boundsOf, MOMENTS, optionalNumber, optionalText, part, queryAsked, text } from '../asked.ts';
import { domainKeyAsked, makeOnce } from '../domain-key.ts';
import { durationOf, fullJobRecord, jobRecord, statusRecord, tdStatus } from '../job-record.ts';
import { RESULT_FORMATS, resultResponse } from '../result-formats.ts';
import { exportAsked, resultAsked } from '../result-target.ts';
import { tdRoute } from '../route.ts';

const nothing = z.object({});

/** An id that is no number means no job. Throws UserError `job_unknown`. */
function jobNamed(runtime: Runtime, id: string): Job {
  if (!/^[1-9]\d{0,14}$/.test(id)) throw new UserError('job_unknown', { id });
  return jobOf(runtime, Number(id));
}

export const issueJob = tdRoute({
  method: 'POST',
  path: '/job/issue/{type}/{database}',
  input: z.object({
    query: text.default(''),
    ...queryAsked,
    ...domainKeyAsked,
    scheduled_time: optionalNumber(MOMENTS),
    ...resultAsked,
  }),
  run({ type, database, query: sql, priority, ...asked }, runtime) {
    refuseOtherTypes(type);
    const { retry_limit: retryLimit, domain_key: domainKey, scheduled_time: plannedAt } = asked;
    const to = exportAsked(asked, runtime.authentications);
    const query = { database, sql, priority, retryLimit, domainKey, plannedAt, export: to };
    const { id } = makeOnce(domainKey, runtime, () => createQueryJob(query, createQueryJobOptions(runtime)));
    return { job: String(id), job_id: String(id), database };
  },
});

export const showJob = tdRoute({
  method: 'GET',
  path: '/job/show/{job}',
  input: nothing,
  run: ({ job }, runtime) => fullJobRecord(jobNamed(runtime, job), runtime),
});

export const jobStatus = tdRoute({
  method: 'GET',
  path: '/job/status/{job}',
  input: nothing,
  run: ({ job }, runtime) => statusRecord(jobNamed(runtime, job), runtime),
});

export const jobStatusByDomainKey = tdRoute({
  method: 'GET',
  path: '/job/status_by_domain_key/{domainKey}',
  input: nothing,
  run({ domainKey }, runtime) {
    const job = runtime.jobs.findByDomainKey(domainKey);
    if (!job) throw new UserError('domain_key_unknown');
    return statusRecord(job, runtime);
  },
});

/** What each of TD's states is here. */
const STATES: Readonly<Record<string, readonly JobState[]>> = {
  queued: ['queued'],
  running: ['running', 'paused'],
  success: ['success'],
  error: ['error'],
  killed: ['killed'],
};

/** How far back slow jobs are looked for. */
const LOOKED_THROUGH = 10_000;

export const listJobs = tdRoute({
  method: 'GET',
  path: '/job/list',
  input: z.object({
    ...part,
    status: optionalText,
    slower_than: optionalNumber({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  }),
  run({ status, slower_than: seconds = 0, ...asked }, runtime) {
    const { from, end } = boundsOf(asked);
    const limit = seconds > 0 ? LOOKED_THROUGH : end;
    const found = jobsInStates(runtime, status === undefined ? undefined : (STATES[status] ?? []), limit);
    const now = runtime.clock.now();
    const slow = seconds === 0 ? found : found.filter((job) => durationOf(job, now) > seconds);
    const jobs = slow.slice(from, end).map((job) => jobRecord(job, runtime));
    return { jobs, count: jobs.length, from, to: end - 1 };
  },
});

/** Newest first. */
function jobsInStates({ jobs }: Runtime, states: readonly JobState[] | undefined, limit: number): readonly Job[] {
  if (states === undefined) return jobs.list({ limit });
  return states.flatMap((state) => jobs.list({ limit, state })).sort((a, b) => b.id - a.id);
}

export const jobResult = tdRoute({
  method: 'GET',
  path: '/job/result/{job}',
  input: z.object({ format: z.enum(RESULT_FORMATS, 'result_format_unknown').default('tsv') }),
  run: ({ job, format }, runtime) => resultResponse(runtime, jobNamed(runtime, job).id, format),
});

export const killJob = tdRoute({
  method: 'POST',
  path: '/job/kill/{job}',
  input: nothing,
  async run({ job }, runtime) {
    const { id, state } = jobNamed(runtime, job);
    if (!isFinal(state)) await stopJob(controlOf(runtime), id, 'kill');
    return { job_id: String(id), former_status: tdStatus(state) };
  },
});

export const exportJobResult = tdRoute({
  method: 'POST',
  path: '/job/result_export/{job}',
  input: z.object({ ...resultAsked, ...domainKeyAsked }),
  async run({ job, domain_key: domainKey, ...asked }, runtime) {
    const upload = await readableUpload(runtime, uploadOf(jobNamed(runtime, job)));
    const to = exportAsked(asked, runtime.authentications);
    if (!to) throw new UserError('result_without_authentication');
    const made = () => createExport({ ...to, upload, domainKey }, createExportOptions(runtime));
    const { id } = makeOnce(domainKey, runtime, made);
    return { job: String(id), job_id: String(id) };
  },
});
