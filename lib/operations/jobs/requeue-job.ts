import { UserError } from '../../core/errors.ts';
import { isResumable, type Job } from '../../core/job/job.ts';
import { awaitsOtherExecutor } from '../../core/job/job-destination.ts';
import { type ControlOptions, jobOf } from './control-job.ts';

/**
 * Puts a resumable job, or a queued one that waits for another executor, back in the queue for the worker. Nothing is
 * executed here. Throws a UserError for a job that is not resumable, that is being killed or not released by its last
 * owner yet, or whose file, query or authentication is gone.
 */
export async function requeueJob(options: Pick<ControlOptions, 'jobs' | 'jobRequests'>, id: number): Promise<Job> {
  const job = await jobOf(options, id);
  if (awaitsOtherExecutor(job)) await options.jobRequests.requeue(id);
  if (job.state === 'queued' || job.state === 'running') return jobOf(options, id);
  if (!isResumable(job)) throw new UserError('job_not_resumable', { id, state: job.state });
  if (!(await options.jobRequests.requeue(id))) throw new UserError('job_busy', { id });
  return jobOf(options, id);
}
