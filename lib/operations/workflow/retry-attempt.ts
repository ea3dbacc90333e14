import { UserError } from '../../core/errors.ts';
import type { Attempt, AttemptRequest } from '../../core/workflow/attempt/attempt.ts';
import { succeededBefore, succeededTasks, taskNamed } from '../../core/workflow/attempt/resume.ts';
import type { TaskRecord } from '../../core/workflow/attempt/task-record.ts';
import type { Workflow } from '../../core/workflow/project.ts';

export interface RetryAttemptOptions {
  readonly workflowProjects: { workflow(id: number): Workflow };
  readonly workflowAttempts: {
    inOneTransaction<T>(work: () => T): T;
    get(id: number): Attempt;
    tasks(id: number): readonly TaskRecord[];
    list(query: { readonly session: number; readonly limit: number }): readonly Attempt[];
    create(request: AttemptRequest): Attempt;
  };
}

/** Which tasks run again: all, those that did not succeed, or those from one on, which the end of its full name tells. */
export type RetryMode = 'all' | 'resume' | { readonly from: string };

/**
 * A new attempt of the same session, with the newest revision. Throws UserErrors `workflow_attempt_unknown`,
 * `workflow_attempt_running` and `workflow_not_found`, and those of the task to begin with.
 */
export function retryAttempt(options: RetryAttemptOptions, id: number, mode: RetryMode): Attempt {
  const { workflowProjects, workflowAttempts } = options;
  return workflowAttempts.inOneTransaction(() => {
    const { workflow, session, params, isSandbox } = workflowAttempts.get(id);
    const [latest] = workflowAttempts.list({ session: session.id, limit: 1 });
    if (latest?.state === 'running') throw new UserError('workflow_attempt_running', { id: latest.id });
    return workflowAttempts.create({
      workflow: workflowProjects.workflow(workflow.id).id,
      ...{ sessionTime: session.time, params, isSandbox },
      // Retention deletes older attempts first, so that the newest one has the last name.
      retryName: nextName(latest?.retryName ?? null),
      ...repeated(workflowAttempts.tasks(id), id, mode),
    });
  });
}

function repeated(
  tasks: readonly TaskRecord[],
  attempt: number,
  mode: RetryMode,
): Pick<AttemptRequest, 'origin' | 'succeeded'> {
  const retry = { kind: 'retry', attempt } as const;
  if (mode === 'all') return { origin: { ...retry, mode }, succeeded: {} };
  if (mode === 'resume') return { origin: { ...retry, mode }, succeeded: succeededTasks(tasks) };
  const from = taskNamed(tasks, mode.from).fullName;
  return { origin: { ...retry, mode: 'from', from }, succeeded: succeededBefore(tasks, from) };
}

const NAME = /^retry-(\d+)$/;

function nextName(latest: string | null): string {
  return `retry-${Number(NAME.exec(latest ?? '')?.[1] ?? 0) + 1}`;
}
