import { UserError } from '../../core/errors.ts';
import type { InOneTransaction } from '../../core/transaction.ts';
import type { WorkflowProject } from '../../core/workflow/project.ts';

export interface DeleteProjectOptions {
  readonly inOneTransaction: InOneTransaction;
  readonly workflowProjects: {
    get(id: number): Promise<WorkflowProject>;
    delete(id: number): Promise<void>;
  };
  readonly workflowHistory: { runningAttempt(project: number): Promise<number | undefined> };
}

/**
 * Deletes a project with its revisions, secrets, sessions and logs. The jobs of its tasks are kept. Throws UserErrors
 * `workflow_project_unknown`, and `workflow_project_running` while an attempt runs.
 */
export async function deleteProject(
  { inOneTransaction, workflowProjects, workflowHistory }: DeleteProjectOptions,
  id: number,
): Promise<void> {
  await inOneTransaction(async () => {
    const { name } = await workflowProjects.get(id);
    const attempt = await workflowHistory.runningAttempt(id);
    if (attempt !== undefined) throw new UserError('workflow_project_running', { name, attempt });
    await workflowProjects.delete(id);
  });
}
