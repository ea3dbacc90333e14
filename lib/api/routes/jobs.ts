import { z } from 'zod';
import { DECISIONS } from '../../core/delivery/decision.ts';
import { JOB_FILTERS, RESENDABLE } from '../../core/job/job.ts';
import { jobOf, stopJob } from '../../operations/jobs/control-job.ts';
import { decideUncertain } from '../../operations/jobs/decide-uncertain.ts';
import { forgetUpload } from '../../operations/jobs/forget-upload.ts';
import { requeueJob } from '../../operations/jobs/requeue-job.ts';
import { rerunJob as rerun } from '../../operations/jobs/rerun-job.ts';
import { resendRecords } from '../../operations/jobs/resend-records.ts';
import { controlOf } from '../../runtime/execute.ts';
import { againOptions, decideOptions } from '../../runtime/operation-options.ts';
import { rerunOptions } from '../../runtime/queries/workbench.ts';
import { resendFixedInTurn } from '../../runtime/reading/fixes-in-turn.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { pageAsked, pageOf, turn } from '../page.ts';
import { nothing, route } from '../route.ts';
import { describeJob, jobDetails, jobDetailsShape, jobShape } from '../shapes/job.ts';
import { named } from '../shapes/named.ts';

const id = z.coerce.number<number>().int().positive();

export const listJobs = route({
  id: 'listJobs',
  method: 'GET',
  path: '/jobs',
  tag: 'jobs',
  input: z.object({
    ...pageAsked,
    status: z.enum(JOB_FILTERS).optional(),
    authentication: id.optional(),
    query: id.optional(),
  }),
  answer: named('JobPage', pageOf(jobShape)),
  run({ cursor: before, limit, status: state, authentication, query: savedQuery }, runtime) {
    const jobs = runtime.jobs.list({ limit: limit + 1, before, state, authentication, savedQuery });
    return turn(
      jobs,
      limit,
      ({ id }) => id,
      (job) => describeJob(job, runtime),
    );
  },
});

export const getJob = route({
  id: 'getJob',
  method: 'GET',
  path: '/jobs/{job}',
  tag: 'jobs',
  input: nothing,
  answer: jobShape,
  run: ({ job }, runtime) => describeJob(jobOf(runtime, job), runtime),
});

export const getJobDetails = route({
  id: 'getJobDetails',
  method: 'GET',
  path: '/jobs/{job}/details',
  tag: 'jobs',
  input: nothing,
  answer: jobDetailsShape,
  run: ({ job }, runtime) => jobDetails(jobOf(runtime, job), runtime),
});

/** Answers once whoever executes the job has acknowledged it, so that no call begins after the answer. */
async function stop(runtime: Runtime, job: number, request: 'kill' | 'pause') {
  return describeJob(await stopJob(controlOf(runtime), job, request), runtime);
}

export const killJob = route({
  id: 'killJob',
  method: 'POST',
  path: '/jobs/{job}/kill',
  tag: 'jobs',
  input: nothing,
  answer: jobShape,
  run: ({ job }, runtime) => stop(runtime, job, 'kill'),
});

export const pauseJob = route({
  id: 'pauseJob',
  method: 'POST',
  path: '/jobs/{job}/pause',
  tag: 'jobs',
  input: nothing,
  answer: jobShape,
  run: ({ job }, runtime) => stop(runtime, job, 'pause'),
});

/** The job goes back to the queue, for the worker. */
export const resumeJob = route({
  id: 'resumeJob',
  method: 'POST',
  path: '/jobs/{job}/resume',
  tag: 'jobs',
  input: nothing,
  answer: jobShape,
  status: 202,
  run: ({ job }, runtime) => describeJob(requeueJob(runtime, job), runtime),
});

export const decideJob = route({
  id: 'decideJob',
  method: 'POST',
  path: '/jobs/{job}/decide',
  tag: 'jobs',
  input: z.object({ decision: z.enum(DECISIONS), batch: z.string().optional() }),
  answer: jobShape,
  async run({ job: id, decision, batch }, runtime) {
    return describeJob(await decideUncertain(decideOptions(runtime), { id, decision, batch }), runtime);
  },
});

export const forgetFile = route({
  id: 'forgetFile',
  method: 'DELETE',
  path: '/jobs/{job}/file',
  tag: 'jobs',
  input: nothing,
  answer: 'nothing',
  run: ({ job }, runtime) => forgetUpload(runtime, job),
});

/** A job of its own, which waits for the worker. Events that the other side no longer recognises would count twice. */
export const retryJob = route({
  id: 'retryJob',
  method: 'POST',
  path: '/jobs/{job}/retry',
  tag: 'jobs',
  usesAddresses: true,
  input: z.object({ status: z.array(z.enum(RESENDABLE)).min(1).default(['rejected']) }),
  answer: jobShape,
  status: 201,
  async run({ job: id, status: statuses }, runtime) {
    return describeJob(await resendRecords(againOptions(runtime), { id, statuses }), runtime);
  },
});

/** The whole of it once more, as a job of its own: a query runs again, as for the same time; a file goes out again. */
export const rerunJob = route({
  id: 'rerunJob',
  method: 'POST',
  path: '/jobs/{job}/rerun',
  tag: 'jobs',
  usesAddresses: true,
  input: nothing,
  answer: jobShape,
  status: 201,
  run: async ({ job }, runtime) => describeJob(await rerun(rerunOptions(runtime), job), runtime),
});

/** Those of its rejected and invalid records that were repaired since and are ready, as a job of its own. */
export const resendFixed = route({
  id: 'resendFixed',
  method: 'POST',
  path: '/jobs/{job}/resend-fixed',
  tag: 'jobs',
  usesAddresses: true,
  input: nothing,
  answer: jobShape,
  status: 201,
  run: async ({ job }, runtime) => describeJob(await resendFixedInTurn(runtime, { id: job }), runtime),
});
