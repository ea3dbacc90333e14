import { UserError } from '../../core/errors.ts';
import { type Job, uploadOf } from '../../core/job/job.ts';
import { keptAddress } from '../../core/job/job-destination.ts';
import { isTextDeleted, type JobQuery } from '../../core/job/query.ts';
import type { Scheduled } from '../../core/schedule/planned-run.ts';
import { type RunParentSegmentOptions, runParentSegment } from '../audience/run-parent-segment.ts';
import { usableAuthentication } from '../authentications/usable-authentication.ts';
import {
  type CreateQueryJobOptions,
  createQueryJob,
  type NewQueryJob,
  type QueryExport,
} from '../queries/create-query-job.ts';
import { readableUpload } from '../uploads/readable-upload.ts';
import { jobOf } from './control-job.ts';
import { createResendJob, type ResendOptions } from './resend-records.ts';

export interface RerunOptions extends ResendOptions, CreateQueryJobOptions, RunParentSegmentOptions {
  readonly jobs: ResendOptions['jobs'] & { findByDomainKey(domainKey: string): Promise<Job | undefined> };
  readonly newJobs: ResendOptions['newJobs'] & CreateQueryJobOptions['newJobs'] & RunParentSegmentOptions['newJobs'];
  readonly builds: { parentSegmentOfJob(job: number): Promise<{ readonly id: number } | undefined> };
  readonly plannedRuns: RunParentSegmentOptions['plannedRuns'] & {
    scheduledOfJob(job: number): Promise<{ readonly scheduled: Scheduled; readonly plannedAt: number } | undefined>;
  };
}

/**
 * Creates a job that repeats another one with the same settings: its query runs again for the same planned time, its
 * file is sent again, or its parent segment is built as it is now. Throws a UserError if one of these no longer exists,
 * or its authentication is archived. `domainKey` is the deduplication key of a job that may send events.
 */
export async function rerunJob(options: RerunOptions, id: number, domainKey?: string | undefined): Promise<Job> {
  const job = await jobOf(options, id);
  if (job.type === 'build') return buildAgain(options, job);
  return job.query === null
    ? sendFile(options, job, domainKey)
    : await runQuery(options, job, { ...job.query, domainKey });
}

async function buildAgain(options: RerunOptions, { id }: Job): Promise<Job> {
  const parentSegment = await options.builds.parentSegmentOfJob(id);
  if (!parentSegment) throw new UserError('parent_segment_deleted');
  return runParentSegment(options, parentSegment.id);
}

async function sendFile(options: RerunOptions, job: Job, domainKey: string | undefined): Promise<Job> {
  const upload = await readableUpload(options, uploadOf(job));
  const { id, parentId, fixesBytes } = job;
  const selection = await options.jobs.selection(id);
  return createResendJob(options, job, upload, { parentId, fixesBytes, domainKey, selection });
}

/** If the repeated job was a run of a saved query or an activation, the new one is recorded as a manual run of it. */
async function runQuery(
  options: RerunOptions,
  job: Job,
  { engineAddress, ...query }: Omit<JobQuery, 'domainKey'> & Pick<NewQueryJob, 'domainKey'>,
): Promise<Job> {
  if (isTextDeleted(query)) throw new UserError('query_deleted');
  const { plannedRuns, jobs } = options;
  const type = job.type === 'activation' ? 'activation' : 'query';
  return options.inOneTransaction(async () => {
    const existing = query.domainKey === undefined ? undefined : await jobs.findByDomainKey(query.domainKey);
    if (existing) return existing;
    const created = await createQueryJob(
      { type, ...query, engineAddress: keptAddress(engineAddress), export: await exportOf(options, job) },
      options,
    );
    const plannedRun = await plannedRuns.scheduledOfJob(job.id);
    if (plannedRun) await plannedRuns.addManualRun({ ...plannedRun, jobId: created.id });
    return created;
  });
}

async function exportOf(options: RerunOptions, job: Job): Promise<QueryExport | undefined> {
  const { authenticationId, mapping, constants } = job;
  if (authenticationId === null) return undefined;
  return {
    connector: options.connectorOf(job.connector),
    authentication: await usableAuthentication(options, authenticationId),
    parameters: job.parameters,
    matching: { mapping, constants },
    savedFixes: job.savedFixes,
    alreadyAccepted: job.alreadyAccepted,
    delivery: job.delivery,
    repeats: job.repeats,
    destination: keptAddress(job.destination),
  };
}
