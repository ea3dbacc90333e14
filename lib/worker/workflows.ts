import { FAULT_DELAY_MS } from '../runtime/execute.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { claimAndRun } from '../runtime/workflow/run.ts';

const IDLE_MS = 200;

/**
 * Runs all attempts that no other process runs, until aborted. Attempts that are then still running continue in the
 * next worker.
 */
export async function runAttemptsUntilAborted(runtime: Runtime, signal: AbortSignal): Promise<void> {
  const running = new Map<number, Promise<void>>();
  while (!signal.aborted) {
    for (const id of await readUnowned(runtime))
      if (!running.has(id))
        running.set(
          id,
          run(runtime, id, signal).finally(() => running.delete(id)),
        );
    await runtime.clock.sleep(IDLE_MS, signal).catch(() => {});
  }
  await Promise.all(running.values());
}

async function readUnowned({ workflowAttempts, logger }: Runtime): Promise<readonly number[]> {
  try {
    return await workflowAttempts.unowned();
  } catch (error) {
    logger.warn({ err: error }, 'could not read the attempts');
    return [];
  }
}

async function run(runtime: Runtime, id: number, signal: AbortSignal): Promise<void> {
  try {
    await claimAndRun(runtime, id, signal);
  } catch (error) {
    runtime.logger.error({ attempt: id, err: error }, 'attempt failed on this machine');
    await runtime.clock.sleep(FAULT_DELAY_MS, signal).catch(() => {});
  }
}
