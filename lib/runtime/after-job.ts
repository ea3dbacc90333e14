import type { Runtime } from './runtime.ts';

/** Work that follows the creation of a job: if it failed the command, it would look as if nothing had been sent. */
export async function afterJob(work: () => Promise<unknown>, job: number, { logger }: Runtime): Promise<void> {
  try {
    await work();
  } catch (err) {
    logger.error({ err, job }, 'the job was created, but not what follows it');
  }
}
