import { UserError } from '../../core/errors.ts';
import type { Attempt } from '../../core/workflow/attempt/attempt.ts';

export interface AttemptControlOptions {
  readonly workflowAttempts: { get(id: number): Promise<Attempt>; requestCancel(id: number): Promise<void> };
  /** Claims and runs an attempt; false if another process owns it. */
  readonly runAttempt: (id: number, signal: AbortSignal) => Promise<boolean>;
  readonly isWorkerAlive: () => Promise<boolean>;
  readonly clock: { sleep(milliseconds: number, signal: AbortSignal): Promise<void> };
}

const POLL_MS = 200;
const NEVER_ABORTED = new AbortController().signal;

/**
 * Kills an attempt. Resolves when the process that runs it has ended its tasks; if no process runs it, this process
 * claims the attempt and ends it. Throws UserErrors `workflow_attempt_unknown`, and `workflow_attempt_ended` if the
 * attempt had already ended in another way.
 */
export async function killAttempt(options: AttemptControlOptions, id: number): Promise<Attempt> {
  const { workflowAttempts, clock } = options;
  const current = await workflowAttempts.get(id);
  const { state } = current;
  if (state === 'killed') return current;
  if (state !== 'running') throw new UserError('workflow_attempt_ended', { id, state });
  await workflowAttempts.requestCancel(id);
  for (;;) {
    await options.runAttempt(id, NEVER_ABORTED);
    const attempt = await workflowAttempts.get(id);
    if (attempt.state !== 'running') return attempt;
    await clock.sleep(POLL_MS, NEVER_ABORTED);
  }
}

/**
 * Runs an attempt, or waits for the process that does, until the attempt ends or the signal aborts. After an abort,
 * another process can continue the attempt.
 */
export async function followAttempt(options: AttemptControlOptions, id: number, signal: AbortSignal): Promise<Attempt> {
  for (;;) {
    if (!(await options.isWorkerAlive())) await options.runAttempt(id, signal);
    const attempt = await options.workflowAttempts.get(id);
    if (attempt.state !== 'running' || signal.aborted) return attempt;
    await options.clock.sleep(POLL_MS, signal).catch(() => {});
  }
}
