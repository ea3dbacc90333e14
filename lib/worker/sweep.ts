import { sweepUploads } from '../operations/sweep-uploads.ts';
import type { Runtime } from '../runtime.ts';

const HOUR = 60 * 60 * 1000;

/** Removes what uploads left behind, now and every hour, until it is told to stop. */
export async function keepSwept(runtime: Runtime, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sweep(runtime);
    await runtime.clock.sleep(HOUR, signal).catch(() => {});
  }
}

async function sweep(runtime: Runtime): Promise<void> {
  try {
    const uploads = await sweepUploads(runtime);
    if (uploads > 0) runtime.logger.info({ uploads }, 'unfinished uploads removed');
  } catch (error) {
    runtime.logger.error({ err: error }, 'sweeping failed');
  }
}
