import { z } from 'zod';
import { connectorOf } from '../../connectors/registry.ts';
import { hasPermission } from '../../core/access/permission.ts';
import { DECISIONS } from '../../core/delivery/decision.ts';
import { flatMapSequentially } from '../../core/flat-map-sequentially.ts';
import { JOB_FILTERS, JOB_TYPES, type Job } from '../../core/job/job.ts';
import { JOB_SORTS, jobCursorText, MAX_SEARCH_LENGTH, parseJobCursor } from '../../core/job/job-list.ts';
import { jobOf } from '../../operations/jobs/control-job.ts';
import { decideUncertain } from '../../operations/jobs/decide-uncertain.ts';
import { describeRerun } from '../../operations/jobs/describe-rerun.ts';
import { rerunJob } from '../../operations/jobs/rerun-job.ts';
import { summarizeJob, viewJob as view } from '../../operations/jobs/view-job.ts';
import { rememberExport } from '../../operations/mappings/remember-export.ts';
import { beginFixing } from '../../operations/review/fixing/begin-fixing.ts';
import { listDrafts } from '../../operations/uploads/list-drafts.ts';
import { baseUrlPrefix } from '../../runtime/addresses.ts';
import { runAfterJob } from '../../runtime/after-job.ts';
import { decideOptions } from '../../runtime/operation-options.ts';
import { resendFixedInTurn } from '../../runtime/reading/serialized-fixes.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { defineInternalCommand, idInPath, idNumber } from '../command.ts';
import { jobForReader } from '../concealed/concealed-job.ts';
import { days, timesOf } from '../inputs/days.ts';
import { domainKey, findOrCreateJob } from '../inputs/domain-key.ts';

const JOBS_PER_PAGE = 50;

const cursor = z.string().max(40).optional();

/** A page of jobs, and the number of all jobs by state, which the filter of the page shows. */
export const viewJobList = defineInternalCommand({
  id: 'viewJobList',
  permission: 'jobs.read',
  effect: 'reads',
  input: z.object({
    state: z.enum(JOB_FILTERS).optional(),
    type: z.enum(JOB_TYPES).optional(),
    authentication: z.int().nonnegative().optional(),
    search: z.string().max(MAX_SEARCH_LENGTH).optional(),
    ...days,
    sort: z.enum(JOB_SORTS).optional(),
    before: cursor,
    after: cursor,
  }),
  async run({ from, to, timeZone, before, after, ...filter }, runtime, actor) {
    const { jobs, authentications } = runtime;
    const cursors = { before: parseJobCursor(before), after: parseJobCursor(after) };
    const hidesValues = !hasPermission(actor, 'values.show');
    const rows = await jobs.page({
      ...filter,
      hidesValues,
      ...timesOf({ from, to, timeZone }),
      ...cursors,
      limit: JOBS_PER_PAGE + 1,
    });
    const hasMore = rows.length > JOBS_PER_PAGE;
    const isTowardOlder = cursors.after === undefined;
    const page = isTowardOlder ? rows.slice(0, JOBS_PER_PAGE) : rows.slice(-JOBS_PER_PAGE);
    const hasNewer = isTowardOlder ? cursors.before !== undefined : hasMore;
    const hasOlder = !isTowardOlder || hasMore;
    const first = page[0]?.place;
    const last = page.at(-1)?.place;
    const filtered = (await authentications.all()).find(({ id }) => id === filter.authentication);
    return {
      jobs: await Promise.all(page.map(({ job }) => summarizeJob(job, runtime))),
      newer: first && hasNewer ? jobCursorText(first) : undefined,
      older: last && hasOlder ? jobCursorText(last) : undefined,
      counts: Object.fromEntries(await jobs.countByState()),
      withRejects: await jobs.countWithRejects(),
      authentication: filtered && { id: filtered.id, name: filtered.name },
      drafts: (await listDrafts(runtime)).length,
    };
  },
});

const MAX_IDS = 100;

/** The current state of jobs by id; unknown ids are left out. */
export const viewJobsById = defineInternalCommand({
  id: 'viewJobsById',
  permission: 'jobs.read',
  effect: 'reads',
  input: z.object({ ids: z.array(idInPath) }),
  run: ({ ids }, runtime) =>
    flatMapSequentially(ids.slice(0, MAX_IDS), async (id) => {
      const job = await runtime.jobs.find(id);
      return job ? [await summarizeJob(job, runtime)] : [];
    }),
});

export const viewJob = defineInternalCommand({
  id: 'viewJob',
  permission: 'jobs.read',
  effect: 'reads',
  input: z.object({ job: idInPath }),
  run: ({ job }, runtime) => view(runtime, job),
});

/** How the job can be run again from a shell or through the API. */
export const viewRerunInstructions = defineInternalCommand({
  id: 'viewRerunInstructions',
  permission: 'jobs.read',
  effect: 'reads',
  input: z.object({ job: idInPath }),
  run: async ({ job }, runtime) => describeRerun(await jobOf(runtime, job), { ...runtime, baseUrlPrefix }),
});

/** The query of a job, and the saved query that the job runs; each is null if there is none. */
export const viewJobQuery = defineInternalCommand({
  id: 'viewJobQuery',
  permission: 'jobs.read',
  effect: 'reads',
  input: z.object({ job: idInPath }),
  async run({ job: id }, { jobs, plannedRuns }, actor) {
    const { query } = jobForReader(actor, await jobOf({ jobs }, id));
    const saved = await plannedRuns.queryOfJob(id);
    return { query, saved: saved === undefined ? null : { id: saved.id, name: saved.name } };
  },
});

/** Applies a decision about all uncertain records of a job, if their number is the one that the person saw. */
export const decideSeenRecords = defineInternalCommand({
  id: 'decideSeenRecords',
  permission: 'jobs.control',
  effect: 'changesInSteps',
  input: z.object({ job: idNumber, decision: z.enum(DECISIONS), seen: z.int().nonnegative() }),
  async run({ job: id, decision, seen }, runtime) {
    await decideUncertain(decideOptions(runtime), { id, decision, seen });
  },
});

/** Starts a review of the job's file, in which rejected and invalid records can be fixed. */
export const startFixing = defineInternalCommand({
  id: 'startFixing',
  permission: 'reviews.write',
  effect: 'changesInSteps',
  input: z.object({ job: idNumber }),
  run: ({ job }, runtime) => beginFixing(runtime, job),
});

/**
 * Sends the fixed records in a new job, and saves the fixes for later files. Refused if the fixes or the number of
 * records differ from what the person saw.
 */
export const resendSeenFixes = defineInternalCommand({
  id: 'resendSeenFixes',
  permission: 'exports.create',
  effect: 'changesInSteps',
  object: 'job',
  usesAddresses: true,
  input: z.object({ job: idNumber, seen: z.int().nonnegative(), count: z.int().positive() }),
  async run({ job: id, seen, count }, runtime) {
    const resent = await resendFixedInTurn(runtime, { id, seenFixesBytes: seen, count });
    await runAfterJob(() => rememberFixes(resent, runtime), resent.id, runtime);
    return { job_id: resent.id };
  },
});

/** Like `rerunJob`, but creates only one job for each domain key of a page. */
export const rerunShownJob = defineInternalCommand({
  id: 'rerunShownJob',
  action: 'rerunJob',
  permission: 'exports.create',
  effect: 'changesInSteps',
  object: 'job',
  usesAddresses: true,
  input: z.object({ job: idNumber, domainKey }),
  run: async ({ job, domainKey: key }, runtime) => ({
    job_id: await findOrCreateJob(key, runtime, async () => (await rerunJob(runtime, job, key)).id),
  }),
});

/** The mapping of a query's result is stored with the query, so it is not saved again. */
async function rememberFixes({ id, uploadId, connector, mapping, constants }: Job, runtime: Runtime): Promise<void> {
  const [first] = await runtime.stories.jobsOf(id);
  if (first?.query !== null || uploadId === null) return;
  const upload = await runtime.uploads.get(uploadId);
  await rememberExport({ connector: connectorOf(connector), upload, matching: { mapping, constants } }, runtime);
}
