import { cache } from 'react';
import { viewWorkflowProject } from '#lib/commands/console/workflows/projects.ts';
import type { WorkflowProjectView } from '#lib/core/workflow/view/project-view.ts';
import { loadOrNotFound } from '#lib/web/run-command.ts';

/** Loads once per request, for the title and the page. */
const loadProjectOnce = cache(
  (project: string): Promise<WorkflowProjectView> => loadOrNotFound(viewWorkflowProject, { workflow_project: project }),
);

/** The project in the path; a 404 page if it does not exist. */
export async function loadProject(params: Promise<{ projectId: string }>): Promise<WorkflowProjectView> {
  return loadProjectOnce((await params).projectId);
}
