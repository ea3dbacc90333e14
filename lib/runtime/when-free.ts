import { retryWhileBusy } from '../adapters/store/database/retry-while-busy.ts';
import type { Runtime } from './runtime.ts';

/** Makes a write of one transaction. While another process writes, it is tried again without blocking this one, for up to a minute. */
export const whenFree: typeof retryWhileBusy = retryWhileBusy;

/** Work that follows the creation of a job: if it failed the command, it would look as if nothing had been sent. */
export async function afterJob(work: () => Promise<unknown>, job: number, { logger }: Runtime): Promise<void> {
  try {
    await retryWhileBusy(work);
  } catch (err) {
    logger.error({ err, job }, 'the job was created, but not what follows it');
  }
}
