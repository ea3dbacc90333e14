import { translate } from '../../messages/translate.ts';
import { killJobOf } from '../../operations/workflow/operators/job-operator.ts';
import { operatorsOf } from '../../operations/workflow/operators.ts';
import { type RunAttemptOptions, runAttempt } from '../../operations/workflow/run-attempt.ts';
import { deleteUnkept } from '../execute.ts';
import type { Runtime } from '../runtime.ts';
import { operatorPorts } from './operator-ports.ts';

/**
 * Claims a running attempt without an owner, and runs it until it ends or the signal stops it. False if it could
 * not be claimed: another process owns it, or it has ended. Outside the worker, `executeAttempt` runs the attempts that
 * its tasks wait for.
 */
export async function claimAndRun(
  runtime: Runtime,
  id: number,
  signal: AbortSignal,
  executeAttempt: (id: number, signal: AbortSignal) => Promise<unknown> = () => Promise.resolve(),
): Promise<boolean> {
  const { workflowAttempts, owner } = runtime;
  if (!(await workflowAttempts.claim(id, owner))) return false;
  runtime.logger.info({ attempt: id }, 'attempt claimed');
  const ports = operatorPorts(runtime, executeAttempt);
  const logText: RunAttemptOptions['logText'] = ({ code, params }) => translate('workflow-log', code, params);
  const findingText: RunAttemptOptions['findingText'] = ({ code, params }) =>
    translate('workflow-findings', code, params);
  const cleanUp: RunAttemptOptions['cleanUp'] = (attempt, task) => killJobOf(ports, attempt, task);
  try {
    await runAttempt({ ...runtime, operators: operatorsOf(ports), cleanUp, logText, findingText }, id, signal);
  } finally {
    // An attempt that has ended has no owner, so this releases only an attempt that goes on later.
    await workflowAttempts.release(id, owner);
  }
  runtime.logger.info({ attempt: id, state: (await workflowAttempts.get(id)).state }, 'attempt released');
  await deleteUnkept(runtime);
  return true;
}
