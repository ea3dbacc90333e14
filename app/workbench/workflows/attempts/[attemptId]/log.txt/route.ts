import { downloadAttemptLog } from '#lib/commands/console/workflows/attempts.ts';
import { performRequest, respond } from '#lib/web/run-command.ts';
import { attachment } from '../../../../../api/jobs/attachment.ts';

/** The log of an attempt as text, of all tasks or of one. */
export function GET(
  request: Request,
  { params }: RouteContext<'/workbench/workflows/attempts/[attemptId]/log.txt'>,
): Promise<Response> {
  return respond(request, async () => {
    const task = new URL(request.url).searchParams.get('task') ?? undefined;
    const { content, name } = await performRequest(downloadAttemptLog, { attempt: (await params).attemptId, task });
    return attachment(content, { name, type: 'text/plain' });
  });
}
