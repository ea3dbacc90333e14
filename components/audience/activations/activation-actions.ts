import type { RunTarget } from '#lib/core/query/run-target.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

interface Input {
  readonly activation: number;
}

/**
 * Runs an activation now if its events still go where the page showed. A repeat with the same domain key returns the
 * existing job.
 */
export type RunShownActivation = (
  input: Input & { readonly seen: RunTarget; readonly domainKey: string },
) => Promise<ActionResult<{ readonly job_id: number }>>;

/** The pages' server actions on an activation. */
export interface ActivationActions {
  run: RunShownActivation;
  pause: (input: Input) => Promise<ActionResult<unknown>>;
  resume: (input: Input) => Promise<ActionResult<unknown>>;
  remove: (input: Input) => Promise<ActionResult<unknown>>;
}
