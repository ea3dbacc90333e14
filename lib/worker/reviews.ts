import { type CountRepeatsOptions, countNextRepeats } from '../operations/review/repeats/run-repeat-count.ts';
import { type RunReviewOptions, runNextReview } from '../operations/review/run-review.ts';
import type { Runtime } from '../runtime/runtime.ts';

const IDLE_MS = 150;

/** Checks the files of pending reviews, one after the other, until aborted. */
export function reviewUntilAborted(options: RunReviewOptions, tools: Tools, signal: AbortSignal) {
  return repeatUntilAborted(() => runNextReview(options, signal), 'reviewing failed on this machine', tools, signal);
}

/** Counts the repeats of reviewed files, one after the other, until aborted. */
export function countRepeatsUntilAborted(options: CountRepeatsOptions, tools: Tools, signal: AbortSignal) {
  const count = () => countNextRepeats(options, signal);
  return repeatUntilAborted(count, 'repeats could not be counted', tools, signal);
}

type Tools = Pick<Runtime, 'clock' | 'logger'>;

/** Repeats `work`, which returns false if nothing is due, until aborted. */
async function repeatUntilAborted(
  work: () => Promise<boolean>,
  failure: string,
  { clock, logger }: Tools,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const wasDue = await work().catch((error: unknown) => {
      logger.error({ err: error }, failure);
      return false;
    });
    if (!wasDue) await clock.sleep(IDLE_MS, signal).catch(() => {});
  }
}
