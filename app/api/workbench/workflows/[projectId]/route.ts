import { viewWorkflowProject } from '#lib/commands/console/workflows/projects.ts';
import { respondWith } from '#lib/web/run-command.ts';

/** A project with its schedules and recent sessions, without its files. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/workbench/workflows/[projectId]'>,
): Promise<Response> {
  return respondWith(request, viewWorkflowProject, { workflow_project: (await params).projectId });
}
