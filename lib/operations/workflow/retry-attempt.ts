import { UserError } from '../../core/errors.ts';
import type { InOneTransaction } from '../../core/transaction.ts';
import {
  type Attempt,
  type AttemptRequest,
  nextRetryName,
  type SucceededTasks,
} from '../../core/workflow/attempt/attempt.ts';
import { succeededBefore, succeededTasks, taskNamed } from '../../core/workflow/attempt/resume.ts';
import type { TaskRecord } from '../../core/workflow/attempt/task-record.ts';
import type { Workflow } from '../../core/workflow/project.ts';

export interface RetryAttemptOptions {
  readonly workflowProjects: { workflow(id: number): Promise<Workflow> };
  readonly inOneTransaction: InOneTransaction;
  readonly workflowAttempts: {
    get(id: number): Promise<Attempt>;
    tasks(id: number): Promise<readonly TaskRecord[]>;
    /** The tasks that the attempt itself did not need to run. */
    succeeded(id: number): Promise<SucceededTasks>;
    list(query: { readonly session: number; readonly limit: number }): Promise<readonly Attempt[]>;
    create(request: AttemptRequest): Promise<Attempt>;
  };
}

/**
 * Which tasks run again: all, those that did not succeed, or those from a task onward, given by the end of its full
 * name.
 */
export type RetryMode = 'all' | 'resume' | { readonly from: string };

/**
 * Creates another attempt of an attempt's session, with the newest revision. Throws UserErrors
 * `workflow_attempt_unknown`, `workflow_attempt_running` and `workflow_not_found`, and those of `taskNamed`.
 */
export async function retryAttempt(options: RetryAttemptOptions, id: number, mode: RetryMode): Promise<Attempt> {
  const { workflowProjects, workflowAttempts } = options;
  return options.inOneTransaction(async () => {
    const { workflow, session, params, isSandbox } = await workflowAttempts.get(id);
    const attempts = await workflowAttempts.list({ session: session.id, limit: Number.MAX_SAFE_INTEGER });
    const runningAttempt = attempts.find(({ state }) => state === 'running');
    if (runningAttempt) throw new UserError('workflow_attempt_running', { id: runningAttempt.id });
    return workflowAttempts.create({
      workflow: (await existingWorkflow(workflowProjects, workflow)).id,
      sessionTime: session.time,
      params,
      isSandbox,
      retryName: nextRetryName(attempts),
      ...retryRequest(await workflowAttempts.tasks(id), await workflowAttempts.succeeded(id), id, mode),
    });
  });
}

/** Throws UserError `workflow_not_found` with the name of the workflow. */
async function existingWorkflow(
  projects: RetryAttemptOptions['workflowProjects'],
  { id, name }: Attempt['workflow'],
): Promise<Pick<Workflow, 'id'>> {
  try {
    return await projects.workflow(id);
  } catch (error) {
    if (error instanceof UserError && error.code === 'workflow_not_found') throw new UserError(error.code, { name });
    throw error;
  }
}

/** What a retry repeats. `earlier`: the tasks that the repeated attempt itself did not need to run. */
function retryRequest(
  tasks: readonly TaskRecord[],
  earlier: SucceededTasks,
  attempt: number,
  mode: RetryMode,
): Pick<AttemptRequest, 'origin' | 'succeeded'> {
  const retry = { kind: 'retry', attempt } as const;
  if (mode === 'all') return { origin: { ...retry, mode }, succeeded: {} };
  if (mode === 'resume') return { origin: { ...retry, mode }, succeeded: succeededTasks(tasks, earlier) };
  const from = taskNamed(tasks, mode.from).fullName;
  return { origin: { ...retry, mode: 'from', from }, succeeded: succeededBefore(tasks, from) };
}
