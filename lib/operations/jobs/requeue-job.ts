import { UserError } from '../../core/errors.ts';
import { isResumable, type Job } from '../../core/job/job.ts';
import { awaitsOtherExecutor } from '../../core/job/job-destination.ts';
import { type ControlOptions, jobOf } from './control-job.ts';

/**
 * Puts a paused or resumable job back in the queue for the worker. Nothing is executed here. Throws a UserError for a
 * job that is not resumable, or that its last owner has not released yet.
 */
export async function requeueJob(options: Pick<ControlOptions, 'jobs' | 'jobRequests'>, id: number): Promise<Job> {
  const job = await jobOf(options, id);
  if (awaitsOtherExecutor(job)) await options.jobRequests.requeue(id);
  if (job.state === 'queued' || job.state === 'running') return jobOf(options, id);
  if (!isResumable(job)) throw new UserError('job_not_resumable', { id, state: job.state });
  if (!(await options.jobRequests.requeue(id))) throw new UserError('job_busy', { id });
  return jobOf(options, id);
}
