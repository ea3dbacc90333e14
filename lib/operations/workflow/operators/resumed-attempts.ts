import type { Attempt, AttemptOrigin } from '../../../core/workflow/attempt/attempt.ts';
import type { TaskRecord } from '../../../core/workflow/attempt/task-record.ts';

export interface ResumedAttemptPorts {
  readonly workflowAttempts: {
    /** Empty for an attempt that retention has deleted. */
    tasks(id: number): Promise<readonly TaskRecord[]>;
    ofSession(workflow: number, sessionTime: number): Promise<readonly Attempt[]>;
  };
}

/**
 * The tasks of each attempt in the chain of attempts that this one resumes, newest first. The newest alone is not
 * enough, because an attempt that ended early has no records of the tasks that it did not reach.
 */
export async function* tasksOfResumedAttempts(
  { workflowAttempts }: ResumedAttemptPorts,
  { origin, workflow, session }: Pick<Attempt, 'origin' | 'workflow' | 'session'>,
): AsyncGenerator<readonly TaskRecord[]> {
  const attempts = await workflowAttempts.ofSession(workflow.id, session.time);
  let current: AttemptOrigin | undefined = origin;
  while (current?.kind === 'retry' && current.mode !== 'all') {
    const resumedId: number = current.attempt;
    yield await workflowAttempts.tasks(resumedId);
    current = attempts.find(({ id }) => id === resumedId)?.origin;
  }
}
