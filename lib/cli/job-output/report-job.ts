import { getJobDetails } from '../../commands/rows/jobs.ts';
import { OTHER_DESTINATION } from '../../core/job/job-destination.ts';
import type { JobObject } from '../../core/view/job-object.ts';
import { translate } from '../../messages/translate.ts';
import { commandIo } from '../invocation.ts';
import { exitStatusOf, isTerminal, printJson, say } from '../output/output.ts';
import type { Product } from '../product/product.ts';

/** Prints the job object and, if the job waits, what to do next, and sets the exit status. */
export async function reportJob(
  product: Product,
  job: JobObject,
  { failOnReject = false }: { failOnReject?: boolean },
): Promise<void> {
  const { job_id: id, status, error } = job;
  commandIo().exitCode = exitStatusOf(job, failOnReject);
  await printJson(job);
  sayError(job, { isPrinted: true });
  if (error?.code === 'uncertain') say(`Decide with: pintd job:decide ${id} accept, or resend`);
  if (status === 'paused') say(`Resume with: pintd job:resume ${id}`);
  if (status === 'queued' && !error) await sayWhyQueued(product, id);
}

/**
 * Makes the handler of an error after a job was created that no output has named yet. Without its number, people would
 * think that nothing was sent, and create a second one.
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
