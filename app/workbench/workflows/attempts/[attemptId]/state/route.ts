import { viewAttempt } from '#lib/commands/console/workflows/attempts.ts';
import { respondWith } from '#lib/web/run-command.ts';

/** The current state of an attempt. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/workbench/workflows/attempts/[attemptId]/state'>,
): Promise<Response> {
  return respondWith(request, viewAttempt, { attempt: (await params).attemptId });
}
