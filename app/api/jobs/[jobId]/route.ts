import { viewJob } from '#lib/operations/jobs/view-job.ts';
import { respondForJob, uncachedJson } from '../job-response.ts';

/** The current state of a job. */
export function GET(_request: Request, { params }: RouteContext<'/api/jobs/[jobId]'>): Promise<Response> {
  return respondForJob(params, ({ id }, runtime) => uncachedJson(viewJob(runtime, id)));
}
