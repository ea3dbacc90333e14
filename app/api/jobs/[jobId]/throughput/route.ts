import { viewThroughput } from '#lib/commands/console/job-parts.ts';
import { respondWith } from '#lib/web/run-command.ts';

export async function GET(
  request: Request,
  { params }: RouteContext<'/api/jobs/[jobId]/throughput'>,
): Promise<Response> {
  return respondWith(request, viewThroughput, { job: (await params).jobId });
}
