import { getLocale } from 'next-intl/server';
import { downloadAttemptLog } from '#lib/commands/console/workflows/attempts.ts';
import { performRequest, respond } from '#lib/web/run-command.ts';
import { attachment } from '../../../../../api/jobs/attachment.ts';

/** The log of an attempt as text, of all tasks or of one, in the language of the console. */
export function GET(
  request: Request,
  { params }: RouteContext<'/workbench/workflows/attempts/[attemptId]/log.txt'>,
): Promise<Response> {
  return respond(request, async () => {
    const task = new URL(request.url).searchParams.get('task') ?? undefined;
    const input = { attempt: (await params).attemptId, task, locale: await getLocale() };
    const { content, name } = await performRequest(downloadAttemptLog, input);
    return attachment(content, { name, type: 'text/plain' });
  });
}
