import { getLocale } from 'next-intl/server';
import { downloadLog } from '#lib/commands/console/job-parts.ts';
import { performRequest, respond } from '#lib/web/run-command.ts';
import { attachment } from '../../../api/jobs/attachment.ts';

/** The full log of a job as text, in the language of the console. */
export function GET(request: Request, { params }: RouteContext<'/jobs/[jobId]/log.txt'>): Promise<Response> {
  return respond(request, async () => {
    const input = { job: (await params).jobId, locale: await getLocale() };
    const { content, name } = await performRequest(downloadLog, input);
    return attachment(content, { name, type: 'text/plain' });
  });
}
