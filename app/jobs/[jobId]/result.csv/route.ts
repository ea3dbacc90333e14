import { respondForJob } from '../../../api/jobs/job-response.ts';
import { respondWithResult } from '../../../api/jobs/result-response.ts';

/** A query's full result as CSV. */
export function GET(_request: Request, { params }: RouteContext<'/jobs/[jobId]/result.csv'>): Promise<Response> {
  return respondForJob(params, (job, runtime) => respondWithResult(job, runtime, 'csv'));
}
