import { CONTROL_OPERATORS } from '../../core/workflow/operators/control.ts';
import { runAttempt } from '../../operations/workflow/run-attempt.ts';
import type { Runtime } from '../runtime.ts';

/** Takes a running attempt that nobody owns, and runs it until it ends or the signal stops it. False if another has it. */
export async function claimAndRun(runtime: Runtime, id: number, signal: AbortSignal): Promise<boolean> {
  if (!runtime.workflowAttempts.claim(id, runtime.owner)) return false;
  runtime.logger.info({ attempt: id }, 'attempt claimed');
  await runAttempt({ ...runtime, operators: CONTROL_OPERATORS }, id, signal);
  runtime.logger.info({ attempt: id, state: runtime.workflowAttempts.get(id).state }, 'attempt released');
  return true;
}
