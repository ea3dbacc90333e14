import type { ActionResult } from '#lib/web/action-result.ts';

/** The server actions on an attempt. */
export interface AttemptControls {
  kill: (input: { workflow_attempt: number }) => Promise<ActionResult<unknown>>;
  /** Starts an attempt of the same session; `from`: the full name of the task to begin with. */
  retry: (input: RetryInput) => Promise<ActionResult<{ readonly attempt_id: number }>>;
}

export type RetryInput = { workflow_attempt: number } & ({ mode: 'all' | 'resume' } | { mode: 'from'; from: string });
