import { viewJob } from '#lib/commands/console/jobs.ts';
import { respondWith } from '#lib/web/run-command.ts';

/** The current state of a job. */
export async function GET(request: Request, { params }: RouteContext<'/api/jobs/[jobId]'>): Promise<Response> {
  return respondWith(request, viewJob, { job: (await params).jobId });
}
