import { UserError } from '../../core/errors.ts';
import { isFinal, isResumable, type Job, type JobState } from '../../core/job/job.ts';
import { awaitsOtherExecutor } from '../../core/job/job-destination.ts';
import type { Interrupt } from '../delivery/job-lease.ts';
import { BACK_TO_QUEUE, KILLED, PAUSED_BY_INTERRUPT, PAUSED_BY_PERSON } from '../delivery/stops.ts';

/** Dependencies of job control. `execute` claims and executes a job; false if it cannot be claimed. */
export interface ControlOptions {
  readonly jobs: {
    find(id: number): Promise<Job | undefined>;
  };
  readonly jobRequests: {
    request(id: number, request: 'pause' | 'kill'): Promise<void>;
    requeue(id: number): Promise<boolean>;
    keepPaused(id: number): Promise<void>;
  };
  readonly execute: (id: number, from: readonly JobState[], interrupt: Interrupt) => Promise<boolean>;
  readonly isWorkerAlive: () => Promise<boolean>;
  readonly clock: { sleep(milliseconds: number, signal: AbortSignal): Promise<void> };
}

const POLL_MS = 200;
const NEVER = new AbortController().signal;
const UNFINISHED: readonly JobState[] = ['queued', 'running', 'paused'];

/** Throws UserError `job_unknown`. */
export async function jobOf(
  { jobs }: { readonly jobs: Pick<ControlOptions['jobs'], 'find'> },
  id: number,
): Promise<Job> {
  const job = await jobs.find(id);
  if (!job) throw new UserError('job_unknown', { id });
  return job;
}

/**
 * Kills or pauses a job. Resolves when the executing process has acknowledged the request, so that no call starts
 * afterwards; if no process executes the job, this process claims and stops it. A job that a person has paused does
 * not resume automatically. Throws UserError for a job that has ended, except for killing a killed job again.
 */
export async function stopJob(options: ControlOptions, id: number, request: 'pause' | 'kill'): Promise<Job> {
  const { state } = await jobOf(options, id);
  const stoppedState = request === 'kill' ? 'killed' : 'paused';
  if (request === 'pause') await options.jobRequests.keepPaused(id);
  if (state === stoppedState) return jobOf(options, id);
  if (isFinal(state)) throw new UserError('job_ended', { id, state });
  await options.jobRequests.request(id, request);
  // The owner may leave the job in any of these states. If this process then claims the job, it only stops the job,
  // because `signal` is aborted.
  const claimableStates = request === 'kill' ? UNFINISHED : UNFINISHED.filter((unfinished) => unfinished !== 'paused');
  const immediately = { signal: AbortSignal.abort(), stop: request === 'kill' ? KILLED : PAUSED_BY_PERSON };
  for (;;) {
    await options.execute(id, claimableStates, immediately);
    // The owner may have paused the job for another reason before it read the request.
    if (request === 'pause') await options.jobRequests.keepPaused(id);
    const job = await jobOf(options, id);
    if (job.state === stoppedState || isFinal(job.state)) return job;
    await options.clock.sleep(POLL_MS, NEVER);
  }
}

/**
 * Resumes a job and follows it. A worker executes the job if one is alive and does not refuse the job; otherwise, this
 * process does. A dead owner does not block the job. Throws UserError if the job is not resumable.
 */
export async function resumeJob(options: ControlOptions, id: number, interrupt: AbortSignal): Promise<Job> {
  const job = await jobOf(options, id);
  const isActive = job.state === 'running' || job.state === 'queued';
  if (!isActive && !isResumable(job)) throw new UserError('job_not_resumable', { id, state: job.state });
  if (!isActive || awaitsOtherExecutor(job)) await options.jobRequests.requeue(id);
  const followed = await followJob(options, id, interrupt);
  if (!awaitsOtherExecutor(followed) || !(await options.isWorkerAlive())) return followed;
  await options.execute(id, ['queued'], endedBy(interrupt, NEVER));
  return followJob(options, id, interrupt);
}

/**
 * Executes a queued job, or waits for the process that does. Resolves when the job ends, pauses or needs an executor
 * with another address, or at the deadline, after which a worker or another process continues the job.
 */
export async function followJob(
  options: ControlOptions,
  id: number,
  interrupt: AbortSignal,
  deadline: AbortSignal = NEVER,
): Promise<Job> {
  let pausing: Promise<void> | undefined;
  const pause = () => {
    pausing = options.jobRequests.request(id, 'pause');
    pausing.catch(() => {}); // awaited in `finally`; without a handler, Node would end the process first
  };
  interrupt.addEventListener('abort', pause);
  if (interrupt.aborted) pause(); // interrupted before the job existed, for example
  try {
    for (;;) {
      if (!(await options.isWorkerAlive())) {
        await options.execute(id, ['queued', 'running'], endedBy(interrupt, deadline));
      }
      const job = await jobOf(options, id);
      if (deadline.aborted) return job;
      if (job.state !== 'queued' && job.state !== 'running') return job;
      if (awaitsOtherExecutor(job)) return job;
      await options.clock.sleep(POLL_MS, NEVER);
    }
  } finally {
    interrupt.removeEventListener('abort', pause);
    await pausing;
  }
}

function endedBy(interrupt: AbortSignal, deadline: AbortSignal): Interrupt {
  return {
    signal: AbortSignal.any([interrupt, deadline]),
    get stop() {
      return interrupt.aborted ? PAUSED_BY_INTERRUPT : BACK_TO_QUEUE;
    },
  };
}
