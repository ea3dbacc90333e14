import type Table from 'cli-table3';
import { getStatus } from '../../../commands/rows/product.ts';
import { listWorkflowTasks } from '../../../commands/rows/workflow/attempts.ts';
import type { WorkflowAttemptObject } from '../../../commands/shapes/workflow/attempt.ts';
import { translate } from '../../../messages/translate.ts';
import { commandIo } from '../../invocation.ts';
import { deadlineOf } from '../../options/wait-option.ts';
import { EXIT, printJson, printLine, say } from '../../output/output.ts';
import { newTable } from '../../output/table.ts';
import type { Product } from '../../product/product.ts';

export interface AttemptOptions {
  readonly json?: boolean;
  readonly wait?: number;
}

/** Waits for an attempt if the options request it, prints it, and sets the exit status. */
export async function reportAttempt(
  product: Product,
  attempt: WorkflowAttemptObject,
  { wait, json }: AttemptOptions,
  objectOf: (attempt: WorkflowAttemptObject) => unknown = scriptObject,
): Promise<void> {
  const { attempt_id: id } = attempt;
  const interrupt = wait === undefined ? undefined : commandIo().interruptSignal();
  const reported =
    wait === undefined || !interrupt
      ? attempt
      : await product.waitForAttempt(id, interrupt, deadlineOf(wait)).catch(sayStarted(id));
  setExitStatus(reported, interrupt); // before any output, because a reader that closes the pipe ends the command
  await (json ? printJson(objectOf(reported)) : printLine(factsOf(reported)));
  if (reported.status === 'error') await sayErrors(product, id);
  if (isEnded(reported)) return;
  const { worker_alive } = await product.call(getStatus, {});
  if (wait === undefined && worker_alive) return;
  say(translate('cli', 'workflow_attempt_unfinished', { attempt: id, isWorking: String(worker_alive) }));
}

/**
 * Returns a handler for an error that ends the wait for an attempt before its number was printed. Without the number,
 * people would think that nothing was started, and start a second attempt.
 */
function sayStarted(id: number): (error: unknown) => never {
  return (error) => {
    say(`Attempt ${id} was started. Use 'pintd workflow:show ${id}' to show the status.`);
    throw error;
  };
}

function isEnded({ status }: WorkflowAttemptObject): boolean {
  return status !== 'queued' && status !== 'running';
}

/** Scripts rely on this shape. */
export function scriptObject({ attempt_id, project, workflow, session_time, status, tasks }: WorkflowAttemptObject) {
  return { attempt_id, project, workflow, session_time, status, tasks };
}

/** `interrupt` is the signal that ended the waiting, or could have; undefined if the command did not wait. */
function setExitStatus(attempt: WorkflowAttemptObject, interrupt: AbortSignal | undefined): void {
  if (attempt.status === 'error') commandIo().exitCode = EXIT.jobError;
  else if (attempt.status === 'killed') commandIo().exitCode = EXIT.killed;
  else if (interrupt && !isEnded(attempt)) commandIo().exitCode = interrupt.aborted ? EXIT.paused : EXIT.refused;
}

export function factsOf(attempt: WorkflowAttemptObject): Table.Table {
  const { attempt_id, project, workflow, session_time, status, tasks, ended_at } = attempt;
  const table = newTable();
  table.push({ Attempt: String(attempt_id) }, { Workflow: `${project} ${workflow}` }, { Session: session_time });
  table.push({ Status: status }, { Succeeded: String(tasks.success) }, { Failed: String(tasks.error) });
  table.push({ Created: attempt.created_at }, { Ended: ended_at ?? '' });
  return table;
}

/** Prints the errors of tasks. The error of a group is left out if it repeats the error of a task. */
async function sayErrors(product: Product, workflow_attempt: number): Promise<void> {
  const { data } = await product.call(listWorkflowTasks, { workflow_attempt });
  const taskErrors = new Set(data.flatMap(({ state, error }) => (state === 'error' ? [error] : [])));
  for (const { name, state, error } of data)
    if (state === 'error' || (state === 'group_error' && !taskErrors.has(error))) say(`${name}: ${error ?? ''}`);
}
