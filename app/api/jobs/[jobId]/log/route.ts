import { getLocale } from 'next-intl/server';
import { readLogQuery } from '#lib/core/view/log-query.ts';
import { readLog } from '#lib/operations/jobs/read-log.ts';
import { respondForJob, uncachedJson } from '../../job-response.ts';
import { readLogOptions } from '../../read-log-options.ts';

const MAX_LINES = 500;

/** Lines of a job's log, for followed logs. */
export function GET(request: Request, { params }: RouteContext<'/api/jobs/[jobId]/log'>): Promise<Response> {
  const query = readLogQuery(Object.fromEntries(new URL(request.url).searchParams));
  return respondForJob(params, async ({ id }, runtime) =>
    uncachedJson(readLog(readLogOptions(runtime, await getLocale()), id, query, MAX_LINES)),
  );
}
