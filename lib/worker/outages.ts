import { type ResumeReachableOptions, resumeReachable } from '../operations/delivery/resume-reachable.ts';
import type { Runtime } from '../runtime/runtime.ts';

const TICK_MS = 1000;

/** Requeues jobs that paused because their destination could not be reached, once it can be reached, until aborted. */
export async function reconnectUntilAborted(
  options: ResumeReachableOptions,
  { clock, logger }: Pick<Runtime, 'clock' | 'logger'>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await resumeReachable(options).catch((error: unknown) => {
      logger.warn({ err: error }, 'could not check unreachable destinations');
    });
    await clock.sleep(TICK_MS, signal).catch(() => {});
  }
}
