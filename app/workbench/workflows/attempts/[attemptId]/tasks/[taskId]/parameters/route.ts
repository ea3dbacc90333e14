import { showTaskParameters } from '#lib/commands/console/workflows/attempts.ts';
import { respondWith } from '#lib/web/run-command.ts';

/** The parameters of a task with their values, which may be personal. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/workbench/workflows/attempts/[attemptId]/tasks/[taskId]/parameters'>,
): Promise<Response> {
  const { attemptId: attempt, taskId: task } = await params;
  return respondWith(request, showTaskParameters, { attempt, task });
}
