import { getJobDetails } from '../api/routes/jobs.ts';
import type { JobObject } from '../core/job-object.ts';
import { exitStatusOf, printJson, say } from './output.ts';
import type { Product } from './product.ts';

/** Prints the job object, says what to do where it waits, and sets the exit status. */
export async function reportJob(
  product: Product,
  job: JobObject,
  { failOnReject = false }: { failOnReject?: boolean },
): Promise<void> {
  const { job_id: id, status, error } = job;
  process.exitCode = exitStatusOf(job, failOnReject);
  await printJson(job);
  if (error) say(error.message);
  if (error?.code === 'uncertain') say(`Decide with: pintd job:decide ${id} accept, or resend`);
  if (status === 'paused') say(`Resume with: pintd job:resume ${id}`);
  if (status === 'queued' && !error && !(await product.call(getJobDetails, { job: id })).worker_alive) {
    say(
      `Job ${id} is queued, and no worker is running. Start one with: npm start. Or run it here: pintd job:resume ${id}`,
    );
  }
}
