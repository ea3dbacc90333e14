import { getLocale } from 'next-intl/server';
import { viewLog } from '#lib/commands/console/job-parts.ts';
import { readLogQuery } from '#lib/core/view/log-query.ts';
import { respondWith } from '#lib/web/run-command.ts';

/** Lines of a job's log, for a page that follows the log. */
export async function GET(request: Request, { params }: RouteContext<'/api/jobs/[jobId]/log'>): Promise<Response> {
  const query = readLogQuery(Object.fromEntries(new URL(request.url).searchParams));
  return respondWith(request, viewLog, { job: (await params).jobId, ...query, locale: await getLocale() });
}
