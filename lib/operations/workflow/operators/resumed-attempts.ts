import type { Attempt } from '../../../core/workflow/attempt/attempt.ts';
import type { TaskRecord } from '../../../core/workflow/attempt/task-record.ts';

export interface ResumedAttemptPorts {
  readonly workflowAttempts: {
    /** Empty for an attempt that retention has deleted. */
    tasks(id: number): Promise<readonly TaskRecord[]>;
    ofSession(workflow: number, sessionTime: number): Promise<readonly Attempt[]>;
  };
}

/**
 * The tasks of the attempt that this one resumes, then those of the attempt that that one resumed, and so on: an attempt
 * that ended early knows nothing of the tasks that it did not reach.
 */
export async function* tasksOfResumedAttempts(
  { workflowAttempts }: ResumedAttemptPorts,
  { origin, workflow, session }: Pick<Attempt, 'origin' | 'workflow' | 'session'>,
): AsyncGenerator<readonly TaskRecord[]> {
  const attempts = await workflowAttempts.ofSession(workflow.id, session.time);
  for (let at: Attempt['origin'] | undefined = origin; at?.kind === 'retry' && at.mode !== 'all'; ) {
    const { attempt }: { attempt: number } = at;
    yield await workflowAttempts.tasks(attempt);
    at = attempts.find(({ id }) => id === attempt)?.origin;
  }
}
