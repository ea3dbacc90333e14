import type { Attempt, AttemptRequest } from '../../core/workflow/attempt/attempt.ts';
import type { ConfigMap } from '../../core/workflow/config/config-node.ts';
import type { Workflow } from '../../core/workflow/project.ts';

export interface StartAttemptOptions {
  readonly workflowAttempts: { create(request: AttemptRequest): Attempt };
}

/** A queued attempt of a session that has none yet. Throws UserError `workflow_session_exists` otherwise. */
export function startAttempt(
  { workflowAttempts }: StartAttemptOptions,
  workflow: Pick<Workflow, 'id'>,
  { sessionTime, params, isSandbox }: { sessionTime: number; params: ConfigMap; isSandbox: boolean },
): Attempt {
  return workflowAttempts.create({
    ...{ workflow: workflow.id, sessionTime, params, isSandbox },
    ...{ retryName: null, succeeded: {} },
  });
}
