import { getJobDetails } from '../../commands/rows/jobs.ts';
import { OTHER_DESTINATION } from '../../core/job/job-destination.ts';
import type { JobObject } from '../../core/view/job-object.ts';
import { translate } from '../../messages/translate.ts';
import { commandIo } from '../invocation.ts';
import { EXIT, exitStatusOf, isTerminal, isUnderWay, printJson, say } from '../output/output.ts';
import type { Product } from '../product/product.ts';

/** The options that affect the exit status with which a command reports how a job ended. */
export interface StatusOptions {
  readonly failOnReject?: boolean;
}

/**
 * Sets the exit status for a job that the command has waited for. Called before the job is printed, because a reader
 * that closes the pipe ends the command.
 */
export function setExitStatus(job: JobObject, { failOnReject = false }: StatusOptions): void {
  commandIo().exitCode = isUnderWay(job) ? EXIT.refused : exitStatusOf(job, failOnReject);
}

/** Prints that a job has not ended, although the command has waited for it. */
export function sayIfUnderWay(job: JobObject): void {
  if (isUnderWay(job)) say(translate('cli', 'still_under_way', { id: job.job_id, state: job.status }));
}

/** Sets the exit status for a job that the command has waited for, and prints the job object and what to do next. */
export async function reportAwaited(product: Product, job: JobObject, options: StatusOptions): Promise<void> {
  setExitStatus(job, options);
  await reportJob(product, job);
  sayIfUnderWay(job);
}

/** Prints the job object and, if the job waits, what to do next. */
export async function reportJob(product: Product, job: JobObject): Promise<void> {
  const { job_id: id, status, error } = job;
  await printJson(job);
  sayError(job, { isPrinted: true });
  if (error?.code === 'uncertain') say(`Decide with: pintd job:decide ${id} accept, or resend`);
  if (status === 'paused') say(`Resume with: pintd job:resume ${id}`);
  if (status === 'queued' && !error) await sayWhyQueued(product, id);
}

/**
 * Returns a handler for an error after a job was created but before its number was printed. Without the number, people
 * would think that nothing was sent, and create a second job.
 */
export function sayCreated({ job_id: id }: Pick<JobObject, 'job_id'>): (error: unknown) => never {
  return (error) => {
    say(`Job ${id} was created. Use 'pintd job:show ${id}' to show the status.`);
    throw error;
  };
}

/** Prints why no worker will start a queued job, if there is a reason. */
export async function sayWhyQueued(product: Product, id: number): Promise<void> {
  const { held_back, worker_alive } = await product.call(getJobDetails, { job: id });
  if (held_back) say(held_back.message);
  else if (!worker_alive) say(translate('cli', 'no_worker', { id }));
}

/** Prints what is wrong with a job, unless the job object has just shown it on the same terminal, and what to do. */
export function sayError(
  { job_id: job, error }: Pick<JobObject, 'job_id' | 'error'>,
  { isPrinted }: { readonly isPrinted: boolean },
): void {
  if (error === null) return;
  if (!isPrinted || !isTerminal()) say(error.message);
  sayNext({ job_id: job, error });
}

/** Prints the commands for a job that waits for another executor; the API's error text does not name them. */
export function sayNext({ job_id: job, error }: Pick<JobObject, 'job_id' | 'error'>): void {
  if (error?.code === OTHER_DESTINATION) say(translate('cli', 'other_destination_next', { ...error, job }));
}
