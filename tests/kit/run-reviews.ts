import { runNextReview } from '../../lib/operations/review/run-review.ts';
import type { Runtime } from '../../lib/runtime/runtime.ts';

/** Runs the reviews that are due, as the worker does. */
export async function runReviews(runtime: Runtime): Promise<void> {
  while (await runNextReview(runtime, new AbortController().signal));
}
