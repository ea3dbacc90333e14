import { asksForPersonal } from '#components/http/personal-values.ts';
import { viewPersonalResult, viewResult } from '#lib/commands/console/job-results.ts';
import { respondWith } from '#lib/web/run-command.ts';

/** The first records of the result of a job's query. `personal=shown` unmasks personal values. */
export async function GET(request: Request, { params }: RouteContext<'/api/jobs/[jobId]/result'>): Promise<Response> {
  const command = asksForPersonal(request) ? viewPersonalResult : viewResult;
  return respondWith(request, command, { job: (await params).jobId });
}
