import type { JobLedger } from '../../core/delivery/ledger.ts';
import { type Interrupt, JobLease, withLease } from './job-lease.ts';
import {
  BACK_TO_QUEUE,
  INTERNAL,
  isRefused,
  loggedError,
  type Stop,
  throwUnlessLeaseLost,
  userStopOf,
} from './stops.ts';

export interface LeasedOptions {
  readonly ledger: JobLedger;
  readonly hasRoom: () => boolean;
  /** The code of the log line for a failure. */
  readonly failureCode: string;
}

/**
 * Runs a part of a claimed job that sends nothing, and can therefore be repeated after a crash. If it fails or is
 * interrupted, ends, pauses or requeues the job and returns undefined; an unexpected error is thrown again after that.
 */
export async function runLeased<T>(
  options: LeasedOptions,
  interrupt: Interrupt,
  work: (lease: JobLease) => Promise<T>,
): Promise<T | undefined> {
  const lease = new JobLease(options);
  try {
    return await withLease(lease, interrupt, () => work(lease));
  } catch (error) {
    await end(lease, options, error).catch(throwUnlessLeaseLost);
    return undefined;
  }
}

async function end(lease: JobLease, { ledger, failureCode }: LeasedOptions, error: unknown): Promise<void> {
  const stop = lease.stop ?? userStopOf(error);
  if (stop.state === 'error') await ledger.log('error', failureCode, loggedError(stop));
  if (isRefused(stop)) await finishRefused(ledger, stop);
  else await ledger.finish(stop.state, stop.error);
  if (stop === INTERNAL) throw error;
}

/**
 * Pauses a job whose token was refused. If the request to pause is gone, the token was replaced while the work ended;
 * the replacement did not requeue this job, which was not paused yet, so this function requeues it.
 */
async function finishRefused(ledger: JobLedger, stop: Stop): Promise<void> {
  await ledger.write(async () => {
    const { request } = await ledger.current();
    const { state, error } = request === null ? BACK_TO_QUEUE : stop;
    await ledger.finish(state, error);
  });
}
