import { viewTaskDetails } from '#lib/commands/console/workflows/attempts.ts';
import { respondWith } from '#lib/web/run-command.ts';

/** What is known of a task besides its state, without values. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/workbench/workflows/attempts/[attemptId]/tasks/[taskId]'>,
): Promise<Response> {
  const { attemptId: attempt, taskId: task } = await params;
  return respondWith(request, viewTaskDetails, { attempt, task });
}
