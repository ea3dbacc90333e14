import { Readable } from 'node:stream';
import { getLocale } from 'next-intl/server';
import { logText } from '#lib/operations/jobs/read-log.ts';
import { attachment } from '../../../api/jobs/attachment.ts';
import { respondForJob } from '../../../api/jobs/job-response.ts';
import { readLogOptions } from '../../../api/jobs/read-log-options.ts';

/** The full log of a job as text, in the language of the console; times are UTC. */
export function GET(_request: Request, { params }: RouteContext<'/jobs/[jobId]/log.txt'>): Promise<Response> {
  return respondForJob(params, async ({ id }, runtime) => {
    const text = Readable.from(logText(readLogOptions(runtime, await getLocale()), id));
    return attachment(text, { name: `job-${id}-log.txt`, type: 'text/plain' });
  });
}
