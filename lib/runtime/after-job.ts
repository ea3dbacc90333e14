import type { Runtime } from './runtime.ts';

/**
 * Runs work that follows the creation of a job. Its errors are logged, not thrown, because a command that fails after
 * creating a job would look as if nothing had been sent.
 */
export async function runAfterJob(work: () => Promise<unknown>, job: number, { logger }: Runtime): Promise<void> {
  try {
    await work();
  } catch (err) {
    logger.error({ err, job }, 'the work after the creation of a job failed');
  }
}
