import type { ActionResult } from '#lib/web/action-result.ts';

interface Input {
  readonly activation: number;
}

/** The pages' server actions on an activation. */
export interface ActivationActions {
  /** Runs it now. */
  run: (input: Input) => Promise<ActionResult<{ readonly job_id: number }>>;
  pause: (input: Input) => Promise<ActionResult<unknown>>;
  resume: (input: Input) => Promise<ActionResult<unknown>>;
  remove: (input: Input) => Promise<ActionResult<unknown>>;
}
