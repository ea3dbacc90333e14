import { viewPersonalResult, viewResult } from '#lib/commands/console/job-results.ts';
import { respondWith } from '#lib/web/run-command.ts';

/** The first records of a query's result. `personal=shown` unmasks personal values. */
export async function GET(request: Request, { params }: RouteContext<'/api/jobs/[jobId]/result'>): Promise<Response> {
  const isShown = new URL(request.url).searchParams.get('personal') === 'shown';
  return respondWith(request, isShown ? viewPersonalResult : viewResult, { job: (await params).jobId });
}
