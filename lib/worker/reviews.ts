import { type RunReviewOptions, runNextReview } from '../operations/review/run-review.ts';
import type { Runtime } from '../runtime/runtime.ts';

const IDLE_MS = 150;

/** Checks the files of pending reviews, one after the other, until aborted. */
export async function reviewUntilAborted(
  options: RunReviewOptions,
  { clock, logger }: Pick<Runtime, 'clock' | 'logger'>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const wasDue = await runNextReview(options, signal).catch((error: unknown) => {
      logger.error({ err: error }, 'a review failed on this machine');
      return false;
    });
    if (!wasDue) await clock.sleep(IDLE_MS, signal).catch(() => {});
  }
}
