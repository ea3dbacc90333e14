import { UserError } from '../../core/errors.ts';
import type { WorkflowProject } from '../../core/workflow/project.ts';

export interface DeleteProjectOptions {
  readonly workflowProjects: {
    inOneTransaction<T>(work: () => T): T;
    get(id: number): WorkflowProject;
    delete(id: number): void;
  };
  readonly workflowHistory: { runningAttempt(project: number): number | undefined };
}

/**
 * Deletes a project with its revisions, secrets, sessions and logs. The jobs of its tasks are kept. Throws UserErrors
 * `workflow_project_unknown`, and `workflow_project_running` while an attempt runs.
 */
export function deleteProject({ workflowProjects, workflowHistory }: DeleteProjectOptions, id: number): void {
  workflowProjects.inOneTransaction(() => {
    const { name } = workflowProjects.get(id);
    const attempt = workflowHistory.runningAttempt(id);
    if (attempt !== undefined) throw new UserError('workflow_project_running', { name, attempt });
    workflowProjects.delete(id);
  });
}
