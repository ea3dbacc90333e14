import { z } from 'zod';
import { hasPermission } from '../../core/access/permission.ts';
import { DECISIONS } from '../../core/delivery/decision.ts';
import { JOB_FILTERS, JOB_TYPES, RESENDABLE } from '../../core/job/job.ts';
import { MAX_SEARCH_LENGTH } from '../../core/job/job-list.ts';
import { jobOf, stopJob } from '../../operations/jobs/control-job.ts';
import { decideUncertain } from '../../operations/jobs/decide-uncertain.ts';
import { deleteJobUpload } from '../../operations/jobs/delete-upload.ts';
import { requeueJob } from '../../operations/jobs/requeue-job.ts';
import { rerunJob as rerun } from '../../operations/jobs/rerun-job.ts';
import { resendRecords as resend } from '../../operations/jobs/resend-records.ts';
import { controlOf } from '../../runtime/execute.ts';
import { decideOptions } from '../../runtime/operation-options.ts';
import { resendFixedInTurn } from '../../runtime/reading/serialized-fixes.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { defineCommand, idNumber } from '../command.ts';
import { jobForReader } from '../concealed/concealed-job.ts';
import { pageInput, pageShape, toPage } from '../inputs/page.ts';
import { describeJob, describeJobDetails, jobDetailsShape, jobShape } from '../shapes/job.ts';
import { registerShape } from '../shapes/shape-registry.ts';

export const listJobs = defineCommand({
  id: 'listJobs',
  permission: 'jobs.read',
  effect: 'reads',
  input: z.object({
    ...pageInput,
    status: z.enum(JOB_FILTERS).optional(),
    authentication: idNumber.optional(),
    query: idNumber.optional(),
    type: z.enum(JOB_TYPES).optional(),
    search: z.string().min(1).max(MAX_SEARCH_LENGTH).optional(),
  }),
  answer: registerShape('JobPage', pageShape(jobShape)),
  async run({ cursor: before, limit, status: state, query: savedQuery, ...filter }, runtime, actor) {
    const hidesValues = !hasPermission(actor, 'values.show');
    const jobs = await runtime.jobs.list({ ...filter, hidesValues, limit: limit + 1, before, state, savedQuery });
    return toPage(
      jobs,
      limit,
      ({ id }) => id,
      (job) => describeJob(jobForReader(actor, job), runtime),
    );
  },
});

export const getJob = defineCommand({
  id: 'getJob',
  permission: 'jobs.read',
  effect: 'reads',
  input: z.object({ job: idNumber }),
  answer: jobShape,
  run: async ({ job }, runtime, actor) => describeJob(jobForReader(actor, await jobOf(runtime, job)), runtime),
});

export const getJobDetails = defineCommand({
  id: 'getJobDetails',
  permission: 'jobs.read',
  effect: 'reads',
  input: z.object({ job: idNumber }),
  answer: jobDetailsShape,
  run: async ({ job }, runtime) => describeJobDetails(await jobOf(runtime, job), runtime),
});

/** Returns once the executing process has acknowledged the request, so that no call starts after the response. */
async function stop(runtime: Runtime, job: number, request: 'kill' | 'pause') {
  return describeJob(await stopJob(controlOf(runtime), job, request), runtime);
}

export const killJob = defineCommand({
  id: 'killJob',
  permission: 'jobs.control',
  effect: 'changesInSteps',
  input: z.object({ job: idNumber }),
  answer: jobShape,
  run: ({ job }, runtime) => stop(runtime, job, 'kill'),
});

export const pauseJob = defineCommand({
  id: 'pauseJob',
  permission: 'jobs.control',
  effect: 'changesInSteps',
  input: z.object({ job: idNumber }),
  answer: jobShape,
  run: ({ job }, runtime) => stop(runtime, job, 'pause'),
});

/** Puts the job back into the queue for the worker. */
export const resumeJob = defineCommand({
  id: 'resumeJob',
  permission: 'jobs.control',
  effect: 'changes',
  input: z.object({ job: idNumber }),
  answer: jobShape,
  run: async ({ job }, runtime) => describeJob(await requeueJob(runtime, job), runtime),
});

export const decideJob = defineCommand({
  id: 'decideJob',
  permission: 'jobs.control',
  effect: 'changesInSteps',
  input: z.object({ job: idNumber, decision: z.enum(DECISIONS), batch: z.string().optional() }),
  answer: jobShape,
  async run({ job: id, decision, batch }, runtime) {
    return describeJob(await decideUncertain(decideOptions(runtime), { id, decision, batch }), runtime);
  },
});

export const deleteJobFile = defineCommand({
  id: 'deleteJobFile',
  permission: 'uploads.write',
  effect: 'changesInSteps',
  input: z.object({ job: idNumber }),
  answer: 'nothing',
  run: ({ job }, runtime) => deleteJobUpload(runtime, job),
});

/**
 * Creates a new job, which waits for the worker. Events that the receiving service no longer deduplicates count twice.
 */
export const resendRecords = defineCommand({
  id: 'resendRecords',
  permission: 'exports.create',
  effect: 'changesInSteps',
  object: 'job',
  usesAddresses: true,
  input: z.object({ job: idNumber, status: z.array(z.enum(RESENDABLE)).min(1).default(['rejected']) }),
  answer: jobShape,
  async run({ job: id, status: statuses }, runtime) {
    return describeJob(await resend(runtime, { id, statuses }), runtime);
  },
});

/**
 * Repeats the whole job as a new one: runs its query again for the same planned time, sends its file again, or builds
 * its parent segment again.
 */
export const rerunJob = defineCommand({
  id: 'rerunJob',
  permission: 'exports.create',
  effect: 'changesInSteps',
  object: 'job',
  usesAddresses: true,
  input: z.object({ job: idNumber }),
  answer: jobShape,
  run: async ({ job }, runtime) => describeJob(await rerun(runtime, job), runtime),
});

/** Sends the rejected and invalid records that were fixed and are ready, in a new job. */
export const resendFixed = defineCommand({
  id: 'resendFixed',
  permission: 'exports.create',
  effect: 'changesInSteps',
  object: 'job',
  usesAddresses: true,
  input: z.object({ job: idNumber }),
  answer: jobShape,
  run: async ({ job }, runtime) => describeJob(await resendFixedInTurn(runtime, { id: job }), runtime),
});
