import { UserError } from '../../core/errors.ts';
import type { Attempt, AttemptRequest } from '../../core/workflow/attempt/attempt.ts';
import type { ConfigMap } from '../../core/workflow/config/config-node.ts';
import type { Workflow, WorkflowProject } from '../../core/workflow/project.ts';

export interface FindWorkflowOptions {
  readonly workflowProjects: {
    findByName(name: string): WorkflowProject | undefined;
    findWorkflow(project: number, name: string): Workflow | undefined;
  };
}

/** Throws UserErrors `workflow_project_unknown` and `workflow_not_found`. */
export function findWorkflow({ workflowProjects }: FindWorkflowOptions, project: string, name: string): Workflow {
  const found = workflowProjects.findByName(project);
  if (!found) throw new UserError('workflow_project_unknown', { name: project });
  const workflow = workflowProjects.findWorkflow(found.id, name);
  if (!workflow) throw new UserError('workflow_not_found', { name });
  return workflow;
}

/** A queued attempt of a session that has none yet. Throws UserError `workflow_session_exists` otherwise. */
export function startAttempt(
  { workflowAttempts }: { readonly workflowAttempts: { create(request: AttemptRequest): Attempt } },
  workflow: Pick<Workflow, 'id'>,
  { sessionTime, params, isSandbox }: { sessionTime: number; params: ConfigMap; isSandbox: boolean },
): Attempt {
  return workflowAttempts.create({
    ...{ workflow: workflow.id, sessionTime, params, isSandbox },
    ...{ retryName: null, succeeded: {} },
  });
}
