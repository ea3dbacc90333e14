import { downloadResult } from '#lib/commands/console/job-results.ts';
import { FILE_TYPES } from '#lib/commands/file-type.ts';
import { performRequest, respond } from '#lib/web/run-command.ts';
import { attachment } from './attachment.ts';

/** Responds with the full result of a job's query as a download. */
export function respondWithResult(
  request: Request,
  params: Promise<{ jobId: string }>,
  type: 'csv' | 'json',
): Promise<Response> {
  return respond(request, async () => {
    const { content, name } = await performRequest(downloadResult, { job: (await params).jobId, type });
    return attachment(content, { name, type: FILE_TYPES[type].media });
  });
}
