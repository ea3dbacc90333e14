import { viewTaskDetails } from '#lib/commands/console/workflows/attempts.ts';
import { respondWith } from '#lib/web/run-command.ts';

/** The details of a task beyond its state, without parameter values. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/workbench/workflows/attempts/[attemptId]/tasks/[taskId]'>,
): Promise<Response> {
  const { attemptId: attempt, taskId: task } = await params;
  return respondWith(request, viewTaskDetails, { attempt, task });
}
