import type { Job } from '../../job/job.ts';
import type { PlannedRun } from '../../schedule/planned-run.ts';

/** What lists show of an activation's job. */
export interface ActivationJob
  extends Pick<Job, 'id' | 'state' | 'request' | 'records' | 'error' | 'createdAt' | 'startedAt' | 'endedAt'> {}

/** A run of an activation, with its job if it has one. */
export interface ActivationRun extends PlannedRun {
  readonly job: ActivationJob | null;
}

export function activationRun(run: PlannedRun, jobs: ReadonlyMap<number, Job>): ActivationRun {
  const job = run.jobId === null ? undefined : jobs.get(run.jobId);
  return { ...run, job: job ? activationJob(job) : null };
}

function activationJob({ id, state, request, records, error, createdAt, startedAt, endedAt }: Job): ActivationJob {
  return { id, state, request, records, error, createdAt, startedAt, endedAt };
}
