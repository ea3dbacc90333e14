import { z } from 'zod';
import { DECISIONS } from '../../core/delivery/decision.ts';
import { JOB_FILTERS } from '../../core/job/job.ts';
import { jobOf } from '../../operations/jobs/control-job.ts';
import { decideUncertain } from '../../operations/jobs/decide-uncertain.ts';
import { describeRerun } from '../../operations/jobs/describe-rerun.ts';
import { summariseJob, viewJob as view } from '../../operations/jobs/view-job.ts';
import { beginFixing } from '../../operations/review/fixing/begin-fixing.ts';
import { addressPrefix } from '../../runtime/addresses.ts';
import { decideOptions } from '../../runtime/operation-options.ts';
import { resendFixedInTurn } from '../../runtime/reading/serialized-fixes.ts';
import { defineView, idInPath, idNumber } from '../command.ts';

const JOBS_PER_PAGE = 50;
const cursor = z.int().nonnegative().optional();

/** A page of jobs, newest first, and the counts of all jobs for its filter. */
export const viewJobList = defineView({
  id: 'viewJobList',
  permission: 'jobs.read',
  input: z.object({
    state: z.enum(JOB_FILTERS).optional(),
    authentication: cursor,
    before: cursor,
    after: cursor,
  }),
  run({ state, authentication, before, after }, runtime) {
    const { jobs, authentications } = runtime;
    const found = jobs.list({ state, authentication, before, after, limit: JOBS_PER_PAGE + 1 });
    const hasMore = found.length > JOBS_PER_PAGE;
    const page = after === undefined ? found.slice(0, JOBS_PER_PAGE) : found.slice(-JOBS_PER_PAGE);
    const used = authentications.list().find(({ id }) => id === authentication);
    return {
      jobs: page.map((job) => summariseJob(job, runtime)),
      hasNewer: after === undefined ? before !== undefined : hasMore,
      hasOlder: after === undefined ? hasMore : true,
      counts: Object.fromEntries(jobs.countByState()),
      withRejects: jobs.countWithRejects(),
      authentication: used && { id: used.id, name: used.name },
    };
  },
});

const MAX_IDS = 100;

/** The current state of jobs by id; unknown ids are left out. */
export const viewJobsById = defineView({
  id: 'viewJobsById',
  permission: 'jobs.read',
  input: z.object({ ids: z.array(idInPath) }),
  run: ({ ids }, runtime) =>
    ids
      .slice(0, MAX_IDS)
      .flatMap((id) => runtime.jobs.find(id) ?? [])
      .map((job) => summariseJob(job, runtime)),
});

export const viewJob = defineView({
  id: 'viewJob',
  permission: 'jobs.read',
  input: z.object({ job: idInPath }),
  run: ({ job }, runtime) => view(runtime, job),
});

/** How the job can be run again from a shell or by the API. */
export const viewRerunInstructions = defineView({
  id: 'viewRerunInstructions',
  permission: 'jobs.read',
  input: z.object({ job: idInPath }),
  run: ({ job }, runtime) => describeRerun(jobOf(runtime, job), { ...runtime, addressPrefix }),
});

/** The query of a job, and the saved query that it is a run of. `query` is null for a job of a file. */
export const viewJobQuery = defineView({
  id: 'viewJobQuery',
  permission: 'jobs.read',
  input: z.object({ job: idInPath }),
  run({ job: id }, { jobs, plannedRuns }) {
    const { query } = jobOf({ jobs }, id);
    const saved = plannedRuns.queryOfJob(id);
    return { query, saved: saved === undefined ? null : { id: saved.id, name: saved.name } };
  },
});

/** Applies a decision about all uncertain records of a job, if there are as many as the person saw. */
export const decideSeenRecords = defineView({
  id: 'decideSeenRecords',
  permission: 'jobs.control',
  input: z.object({ job: idNumber, decision: z.enum(DECISIONS), seen: z.int().nonnegative() }),
  async run({ job: id, decision, seen }, runtime) {
    await decideUncertain(decideOptions(runtime), { id, decision, seen });
  },
});

/** Starts a review of the job's file, in which its remaining records can be fixed. */
export const startFixing = defineView({
  id: 'startFixing',
  permission: 'reviews.write',
  input: z.object({ job: idNumber }),
  run: ({ job }, runtime) => beginFixing(runtime, job),
});

/** Sends the fixed records in a new job, if the fixes are as long as those that the person saw. */
export const resendSeenFixes = defineView({
  id: 'resendSeenFixes',
  permission: 'exports.create',
  usesAddresses: true,
  input: z.object({ job: idNumber, seen: z.int().nonnegative() }),
  run: async ({ job: id, seen }, runtime) => ({ job_id: (await resendFixedInTurn(runtime, { id, seen })).id }),
});
