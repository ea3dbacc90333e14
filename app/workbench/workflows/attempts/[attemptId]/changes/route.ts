import { viewAttemptTasks } from '#lib/commands/console/workflows/attempts.ts';
import { respondWith } from '#lib/web/run-command.ts';

/** The current state of an attempt, with the tasks that changed after a version. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/workbench/workflows/attempts/[attemptId]/changes'>,
): Promise<Response> {
  const after = new URL(request.url).searchParams.get('after') ?? undefined;
  return respondWith(request, viewAttemptTasks, { attempt: (await params).attemptId, after });
}
