import { type Job, uploadOf } from '../../core/job/job.ts';
import { keptAddress } from '../../core/job/job-destination.ts';
import type { JobQuery } from '../../core/job/query.ts';
import type { PlannedQuery } from '../../core/query/saved-query.ts';
import { type CreateQueryJobOptions, createQueryJob, type QueryExport } from '../queries/create-query-job.ts';
import { readableUpload } from '../uploads/readable-upload.ts';
import { jobOf } from './control-job.ts';
import { createResendJob, type ResendOptions } from './resend-records.ts';

export interface RerunOptions extends ResendOptions, CreateQueryJobOptions {
  readonly newJobs: ResendOptions['newJobs'] & CreateQueryJobOptions['newJobs'];
  readonly plannedRuns: {
    inOneTransaction<T>(work: () => T): T;
    queryOfJob(job: number): PlannedQuery | undefined;
    addManualRun(run: { queryId: number; plannedAt: number; jobId: number }): void;
  };
}

/**
 * Creates a job that repeats another one with the same settings: its query runs again for the same planned time, or its
 * file is sent again. Throws a UserError if the database or file no longer exists.
 */
export async function rerunJob(options: RerunOptions, id: number): Promise<Job> {
  const job = jobOf(options, id);
  return job.query === null ? sendFile(options, job) : runQuery(options, job, job.query);
}

async function sendFile(options: RerunOptions, job: Job): Promise<Job> {
  const upload = await readableUpload(options, uploadOf(job));
  const { id, parentId, fixesBytes } = job;
  return createResendJob(options, job, upload, { parentId, fixesBytes, selection: options.jobs.selection(id) });
}

/** If the first job was a run of a saved query, the new one is recorded as a manual run of it. */
function runQuery(options: RerunOptions, job: Job, { domainKey: _, engineAddress, ...query }: JobQuery): Job {
  const { plannedRuns } = options;
  return plannedRuns.inOneTransaction(() => {
    const made = createQueryJob(
      { ...query, engineAddress: keptAddress(engineAddress), export: exportOf(options, job) },
      options,
    );
    const saved = plannedRuns.queryOfJob(job.id);
    if (saved) plannedRuns.addManualRun({ queryId: saved.id, plannedAt: saved.plannedAt, jobId: made.id });
    return made;
  });
}

function exportOf({ authentications, connectorOf }: RerunOptions, job: Job): QueryExport | undefined {
  const { authenticationId, connector, parameters, mapping, constants, alreadyAccepted, delivery } = job;
  if (authenticationId === null) return undefined;
  const sender = { connector: connectorOf(connector), authentication: authentications.get(authenticationId) };
  const destination = keptAddress(job.destination);
  return { ...sender, parameters, matching: { mapping, constants }, alreadyAccepted, delivery, destination };
}
